import type { ReactNode } from "react";

export type Tone = "waiting" | "moving" | "good" | "quiet";

const tints: Record<Tone, string> = {
  waiting: "color-mix(in oklab, var(--star) 26%, var(--raised))",
  moving: "color-mix(in oklab, oklch(0.68 0.12 235) 24%, var(--raised))",
  good: "color-mix(in oklab, var(--good) 20%, var(--raised))",
  quiet: "var(--sunken)",
};

/** A status as a quiet tinted chip; the word says it, the colour only helps. */
export function StatusChip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="badge whitespace-nowrap" style={{ background: tints[tone] }}>
      {children}
    </span>
  );
}
