/** What a spreadsheet would take for a formula, which may come from anybody's file. */
const formula = /^[=+\-@\t\r]/;

/** A row of a table as spreadsheets read it (RFC 4180). A number stays one; a text that begins like a formula is told to be text. */
export const csvRow = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(cell: string | number): string {
  const text = typeof cell === "string" && formula.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
