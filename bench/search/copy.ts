import { once } from "node:events";
import type { Writable } from "node:stream";
import type pg from "pg";

/** Rows on their way into a table. */
export interface Copy {
  /** Lines of COPY's text format; waits while the server has enough to do. */
  write(lines: string): Promise<void>;
  /** No more lines: resolves when the rows are there. */
  end(): Promise<void>;
}

/**
 * Begins `COPY table (columns) FROM STDIN`. The client library leaves COPY to others; of the protocol (PostgreSQL 18,
 * 54.2.7) this needs three messages.
 */
export async function beginCopy(client: pg.Client, statement: string): Promise<Copy> {
  const copy = new CopyIn(statement);
  client.query(copy);
  const connection = await copy.begun;
  return {
    async write(lines) {
      if (copy.failed) throw copy.failed;
      connection.sendCopyFromChunk(Buffer.from(lines));
      if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
    },
    async end() {
      connection.endCopyFrom();
      await copy.done;
    },
  };
}

/** As above, for lines from a generator. */
export async function copyInto(client: pg.Client, statement: string, lines: Iterable<string>): Promise<void> {
  const copy = await beginCopy(client, statement);
  let chunk = "";
  for (const line of lines) {
    chunk += line;
    if (chunk.length < chunkLength) continue;
    await copy.write(chunk);
    chunk = "";
  }
  await copy.write(chunk);
  await copy.end();
}

/** So many characters go together. */
export const chunkLength = 1 << 18;

interface Connection {
  stream: Writable;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

class CopyIn implements pg.Submittable {
  failed: Error | undefined;
  private readonly began = Promise.withResolvers<Connection>();
  private readonly finished = Promise.withResolvers<void>();
  readonly begun = this.began.promise;
  readonly done = this.finished.promise;

  constructor(private readonly statement: string) {
    // Whoever writes is told of what went wrong; whoever has not come to the end must not be killed by it.
    this.done.catch(() => undefined);
  }

  submit(connection: pg.Connection): void {
    connection.query(this.statement);
  }

  /** The server is ready for rows. */
  handleCopyInResponse(connection: Connection): void {
    this.began.resolve(connection);
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCopyData(): void {}

  handleError(error: Error): void {
    this.failed = error;
    this.began.reject(error);
    this.finished.reject(error);
  }

  handleReadyForQuery(): void {
    this.finished.resolve();
  }
}
