/**
 * Why something failed, in a line. Where each address of a name was tried in vain, only the code says it; `fetch` says it in
 * what it was caused by.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message === "fetch failed" && error.cause) return reasonOf(error.cause);
  const code = "code" in error ? String(error.code) : "";
  return error.message || code || error.name;
}
