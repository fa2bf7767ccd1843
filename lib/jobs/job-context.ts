import type { Logger } from "pino";

/** What a handler is told besides its payload: of the run it is. */
export interface JobContext {
  jobId: string;
  /** From 1. */
  attempt: number;
  attemptsMax: number;
  log: Logger;
}
