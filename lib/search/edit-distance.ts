/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
export function editDistance(from: string, to: string): number {
  const a = Array.from(from);
  const b = Array.from(to);
  let before: number[] = [];
  let above = b.map((_, index) => index + 1);
  above.unshift(0);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(at(row, j - 1) + 1, at(above, j) + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(before, j - 2) + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return at(above, b.length);
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
