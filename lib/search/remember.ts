/** Reads something that seldom changes, and reads it again when what it has is older. Many who ask at once wait for one. */
export function remember<T>(read: () => Promise<T>, forMs: number): () => Promise<T> {
  let known: { value: Promise<T>; at: number } | undefined;
  return () => {
    const now = performance.now();
    if (known && now - known.at < forMs) return known.value;
    const value = read();
    const reading = { value, at: now };
    known = reading;
    // A reading that failed is none: the next one asks anew.
    value.catch(() => {
      if (known === reading) known = undefined;
    });
    return value;
  };
}
