/** Signs what outlives a release: whatever it holds, it stays as it is. */
const kept = "AUTH_SECRET";

/**
 * The variables of these names that are set. Blanks around a value are none of it: the end of the line in a mounted file,
 * say. A value of nothing else is not set.
 */
export function tidyVariables(
  variables: Record<string, string | undefined>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = variables[name] ?? "";
      return value.trim() === "" ? [] : [[name, name === kept ? value : value.trim()]];
    }),
  );
}

/** The names of those that stand in quotes: some files of variables are read as they stand, quotes and all. */
export const findQuoted = (tidied: Record<string, string>): string[] =>
  Object.entries(tidied).flatMap(([name, value]) => (name !== kept && /^(["'`])[\s\S]*\1$/.test(value) ? [name] : []));
