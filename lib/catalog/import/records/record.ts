/** One of a file's records by its fields, in the file's order; a field may come more than once. */
export type FileRecord =
  | { line: number; fields: [name: string, value: string][]; broken: null }
  | { line: number; fields: null; broken: "row_broken" | "row_too_long" };

const lineBreak = /\n/g;

export const linesIn = (text: string): number => text.match(lineBreak)?.length ?? 0;
