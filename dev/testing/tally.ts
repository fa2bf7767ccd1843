import { stripVTControlCharacters } from "node:util";

export interface Tally {
  passed: number;
  failed: number;
  /** Of those that passed. */
  atSecondTry?: number;
  /** What failed, each with the first line of why, as far as it has names. */
  failures?: readonly string[];
}

/** The line of one stage: what was proved only at the second try is told, for it may be a fault of the shop's. */
export function stageLine(name: string, { passed, failed, atSecondTry = 0 }: Tally, seconds: number): string {
  const again = atSecondTry > 0 ? ` (${atSecondTry} at the second try)` : "";
  return `${failed > 0 ? "✗" : "✓"} ${name}: ${passed} passed${again}, ${failed} failed (${Math.round(seconds)} s)`;
}

/** What failed is named again under its stage: of a long run only the end is kept in many places. */
export function failureLines({ failures = [] }: Tally): string[] {
  return failures.map((failure) => `    ${failure}`);
}

/** One failure in one line, without the colours of a terminal. */
export function failureOf(name: string, message = ""): string {
  const [first = ""] = stripVTControlCharacters(message).trim().split("\n");
  return first ? `${name}: ${first.slice(0, 300)}` : name;
}
