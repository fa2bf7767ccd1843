import { once } from "node:events";
import type { Writable } from "node:stream";
import type pg from "pg";

/**
 * `COPY table (columns) FROM STDIN`, its lines from a generator. The client library leaves COPY to others; of the
 * protocol (PostgreSQL 18, 54.2.7) this needs three messages.
 */
export async function copyInto(
  client: pg.Client,
  statement: string,
  lines: Iterable<string>,
  chunkBytes = 1 << 18,
): Promise<void> {
  const copy = new CopyIn(statement, lines, chunkBytes);
  await new Promise<void>((resolve, reject) => {
    copy.done = (error) => (error ? reject(error) : resolve());
    client.query(copy);
  });
}

interface Connection {
  stream: Writable;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

class CopyIn implements pg.Submittable {
  done: (error?: Error) => void = () => {};
  private failed: Error | undefined;

  constructor(
    private readonly statement: string,
    private readonly lines: Iterable<string>,
    private readonly chunkBytes: number,
  ) {}

  submit(connection: pg.Connection): void {
    connection.query(this.statement);
  }

  /** The server is ready for rows. */
  async handleCopyInResponse(connection: Connection): Promise<void> {
    try {
      let chunk = "";
      for (const line of this.lines) {
        chunk += line;
        if (chunk.length < this.chunkBytes) continue;
        connection.sendCopyFromChunk(Buffer.from(chunk));
        chunk = "";
        if (connection.stream.writableNeedDrain) await once(connection.stream, "drain");
      }
      if (chunk) connection.sendCopyFromChunk(Buffer.from(chunk));
      connection.endCopyFrom();
    } catch (error) {
      connection.sendCopyFail(String(error));
    }
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCopyData(): void {}

  handleError(error: Error): void {
    this.failed = error;
    this.done(error);
  }

  handleReadyForQuery(): void {
    if (!this.failed) this.done();
  }
}
