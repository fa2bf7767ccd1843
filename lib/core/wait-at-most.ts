import { setTimeout as sleep } from "node:timers/promises";

/** The answer, or null when it takes longer. What is waited for goes on and comes to its own end: it must not reject. */
export const waitAtMost = <T>(milliseconds: number, answer: Promise<T>): Promise<T | null> =>
  Promise.race([answer, sleep(milliseconds, null, { ref: false })]);
