/** For scripts that read an answer without the validator, which is larger than most of them. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
