/** How long a part of a run may take, so that none keeps the others waiting: what is left over is for the next run. */
export interface Budget {
  isSpent(): boolean;
}

export function budgetOf(ms: number, clock: () => number = () => performance.now()): Budget {
  const until = clock() + ms;
  return { isSpent: () => clock() >= until };
}

/** Asked of the provider side by side: a request takes longer than the limiter's pause between two. */
const sideBySide = 5;

export async function eachSideBySide<T>(items: readonly T[], visit: (item: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += sideBySide)
    await Promise.all(items.slice(from, from + sideBySide).map(visit));
}
