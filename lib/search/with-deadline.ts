/** What was asked took longer than it may. */
export class DeadlineError extends Error {}

/**
 * The work's answer, or a DeadlineError after so many milliseconds, however many steps the work has. The signal then tells
 * it to take no further ones.
 */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new DeadlineError(`No answer within ${ms} ms`);
    reject(error);
    ended.abort(error);
  }, ms);
  try {
    return await Promise.race([work(ended.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
