/** What this browser searched for, newest first. It never leaves the browser; storage may be closed to us. */
const storageKey = "searches";
const kept = 6;

export function readSearches(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === "string").slice(0, kept) : [];
  } catch {
    return [];
  }
}

export function rememberSearch(query: string): void {
  const others = readSearches().filter((entry) => entry.toLowerCase() !== query.toLowerCase());
  store(JSON.stringify([query, ...others].slice(0, kept)));
}

/** Forgets one search, and says which are left. */
export function forgetSearch(query: string): string[] {
  const others = readSearches().filter((entry) => entry !== query);
  store(JSON.stringify(others));
  return others;
}

export const forgetSearches = (): void => store("[]");

function store(value: string): void {
  try {
    localStorage.setItem(storageKey, value);
  } catch {
    // Private windows may refuse; the search itself goes on.
  }
}
