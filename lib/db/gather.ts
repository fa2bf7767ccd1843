import type { Db } from "./client";

interface Waiting<Wish, Answer> {
  wish: Wish;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Answers many callers at once: what is asked while a batch runs makes up the next one, so that a lonely caller waits for
 * nobody and a crowd pays for one transaction. Batches of one name and client follow each other; two names don't wait for
 * each other. A batch that fails fails for all who are in it.
 */
export function gather<Wish, Answer>(
  run: (db: Db, wishes: readonly Wish[]) => Promise<Answer[]>,
  { most }: { most: number },
): (db: Db, name: string, wish: Wish) => Promise<Answer> {
  const queues = new WeakMap<Db, Map<string, Waiting<Wish, Answer>[]>>();

  async function work(db: Db, queue: Waiting<Wish, Answer>[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, most);
      try {
        const answers = await run(
          db,
          batch.map(({ wish }) => wish),
        );
        for (const [index, waiting] of batch.entries()) {
          const answer = answers[index];
          if (answer === undefined) waiting.reject(new Error("a batch gave no answer"));
          else waiting.resolve(answer);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  return (db, name, wish) =>
    new Promise((resolve, reject) => {
      const names = queues.get(db) ?? new Map<string, Waiting<Wish, Answer>[]>();
      queues.set(db, names);
      const queue = names.get(name);
      if (queue) {
        queue.push({ wish, resolve, reject });
        return;
      }
      const own = [{ wish, resolve, reject }];
      names.set(name, own);
      // Whoever asks in this very turn comes along.
      queueMicrotask(() => work(db, own).finally(() => names.delete(name)));
    });
}
