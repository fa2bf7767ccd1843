/** On a new object an empty value means the key is not set. */
export function setKeys(metadata: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== ""));
}

/** Keys are merged one by one, an empty value takes one away; `metadata=` alone takes all. */
export function mergeKeys(
  before: Record<string, string>,
  change: Record<string, string> | undefined,
): Record<string, string> {
  if (!change) return before;
  return Object.keys(change).length === 0 ? {} : setKeys({ ...before, ...change });
}
