export interface Tally {
  passed: number;
  failed: number;
  /** Of those that passed. */
  atSecondTry?: number;
}

/** The line of one stage: what was proved only at the second try is told, for it may be a fault of the shop's. */
export function stageLine(name: string, { passed, failed, atSecondTry = 0 }: Tally, seconds: number): string {
  const again = atSecondTry > 0 ? ` (${atSecondTry} at the second try)` : "";
  return `${failed > 0 ? "✗" : "✓"} ${name}: ${passed} passed${again}, ${failed} failed (${Math.round(seconds)} s)`;
}
