/**
 * Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other; infinitely many where
 * they are more than `most`, which is told after a few steps: a word is held against thousands.
 */
export function editDistance(from: string, to: string, most = Number.POSITIVE_INFINITY): number {
  const a = Array.from(from);
  const b = Array.from(to);
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  const farRow = () => new Array<number>(b.length + 1).fill(Number.POSITIVE_INFINITY);
  let before = farRow();
  let above = farRow().map((far, j) => (j <= most ? j : far));
  let nearestAbove = 0;
  for (let i = 1; i <= a.length; i++) {
    const row = farRow();
    if (i <= most) row[0] = i;
    let nearest = at(row, 0);
    // Further from the diagonal there are more edits than are counted.
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j++) {
      const replaced = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(at(row, j - 1) + 1, at(above, j) + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(before, j - 2) + 1);
      row[j] = best;
      if (best < nearest) nearest = best;
    }
    // A swap reaches over one row.
    if (nearest > most && nearestAbove >= most) return Number.POSITIVE_INFINITY;
    [before, above, nearestAbove] = [above, row, nearest];
  }
  const distance = at(above, b.length);
  return distance > most ? Number.POSITIVE_INFINITY : distance;
}

const at = (row: number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;

/** Every string one edit away, over the letters given. */
export function oneEditAway(word: string, alphabet: readonly string[]): string[] {
  const letters = Array.from(word);
  const found = new Set<string>();
  for (let index = 0; index <= letters.length; index++) {
    const head = letters.slice(0, index).join("");
    const tail = letters.slice(index);
    const [next, second, ...rest] = tail;
    if (next !== undefined) found.add(head + tail.slice(1).join(""));
    if (next !== undefined && second !== undefined) found.add(head + second + next + rest.join(""));
    for (const letter of alphabet) {
      found.add(head + letter + tail.join(""));
      if (next !== undefined) found.add(head + letter + tail.slice(1).join(""));
    }
  }
  found.delete(word);
  return [...found];
}
