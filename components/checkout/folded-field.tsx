import type { ReactNode } from "react";

/** A field that few need, folded away: what stands in it is told on its fold, and filling it in by itself opens nothing. */
export function FoldedField({
  label,
  told,
  onTell,
  open,
  children,
}: {
  label: string;
  told: string;
  onTell: (text: string) => void;
  open: boolean;
  children: ReactNode;
}) {
  return (
    <details
      className="group mt-4"
      open={open}
      onInput={({ target }) => target instanceof HTMLInputElement && onTell(target.value)}
    >
      <summary className="inline-flex min-h-11 max-w-full items-center text-sm">
        <span className="shrink-0 text-link">+ {label}</span>
        {told && (
          <span className="ms-2 truncate text-soft group-open:hidden" dir="auto">
            {told}
          </span>
        )}
      </summary>
      <div className="mt-3 grid grid-cols-6">{children}</div>
    </details>
  );
}
