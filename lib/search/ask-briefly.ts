import { log } from "@/lib/core/log";
import { waitAtMost } from "@/lib/core/wait-at-most";

const patienceMs = 150;

/** Its answer, or null when enough is being asked already, it takes too long or it fails. */
export type AskBriefly = <T>(question: () => Promise<T>) => Promise<T | null>;

/**
 * Asks for those who type, at most so many questions at once in this process: the rest of what is asked has its time for
 * searches. A key pressed is not worth a wait. An answer that comes too late still keeps its place until it is there.
 */
export function askBriefly(questionsMax: number): AskBriefly {
  let asked = 0;
  return async (question) => {
    if (asked >= questionsMax) return null;
    asked += 1;
    const answer = question()
      .catch((err: unknown) => {
        log.warn({ err }, "completion goes on without an answer");
        return null;
      })
      .finally(() => {
        asked -= 1;
      });
    return waitAtMost(patienceMs, answer);
  };
}

/** Completion's reads of Postgres, of cards and categories together. */
export const askPostgres = askBriefly(4);
