/** A path with those parameters that say something. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
