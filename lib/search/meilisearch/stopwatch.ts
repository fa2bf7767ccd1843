/** How long something was waited for. What is waited for at the same time counts once. */
export interface Stopwatch {
  /** The answer, for which the watch runs until it is there. */
  time<T>(answer: Promise<T>): Promise<T>;
  /** What is still waited for included. */
  elapsedMs(): number;
}

export function createStopwatch(): Stopwatch {
  let underWay = 0;
  let since = 0;
  let sum = 0;
  return {
    async time(answer) {
      if (underWay++ === 0) since = performance.now();
      try {
        return await answer;
      } finally {
        if (--underWay === 0) sum += performance.now() - since;
      }
    },
    elapsedMs: () => sum + (underWay > 0 ? performance.now() - since : 0),
  };
}
