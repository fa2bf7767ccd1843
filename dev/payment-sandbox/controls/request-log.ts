/** What the API was asked, newest last; a shop's tests read it to see what was really sent. */
export interface LoggedRequest {
  id: string;
  at: string;
  method: string;
  path: string;
  idempotencyKey: string | null;
  params: unknown;
  /** Null where the connection was closed without an answer. */
  status: number | null;
  replayed: boolean;
  fault: string | null;
  elapsedMs: number;
}

const keptMax = 5000;

export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    // Trimmed by halves, so that keeping a bound costs nothing on most calls.
    if (this.#entries.length > keptMax * 2) this.#entries = this.#entries.slice(-keptMax);
  }

  list(): readonly LoggedRequest[] {
    return this.#entries.slice(-keptMax);
  }

  clear(): void {
    this.#entries = [];
  }
}
