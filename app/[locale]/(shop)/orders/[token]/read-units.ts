export const unitsField = (lineId: string): string => `units.${lineId}`;

/** Units by line, as chosen; none of a line is left out, and what is no number is told by the verb as wrong. */
export function readUnits(form: FormData): { lineId: string; quantity: number }[] {
  return [...form].flatMap(([name, value]) => {
    const [, lineId] = /^units\.(.+)$/.exec(name) ?? [];
    const quantity = /^\d{1,6}$/.test(String(value)) ? Number(value) : Number.NaN;
    return lineId && quantity !== 0 ? [{ lineId, quantity }] : [];
  });
}
