import { type AddressInfo, createServer, Socket } from "node:net";
import pg from "pg";

const query = "Q".charCodeAt(0);
const sync = "S".charCodeAt(0);
const readyForQuery = "Z".charCodeAt(0);
const loggedIn = Buffer.from([..."R\0\0\0\x08\0\0\0\0", ..."Z\0\0\0\x05I"].map((letter) => letter.charCodeAt(0)));

/**
 * Stands before Postgres as a pooler in transaction mode does, with one connection for all who come: each statement is a
 * transaction of its own, and is followed by anybody's. What is asked for as a session begins is passed over, and names of
 * statements go through as they are.
 */
export async function startHandingOnPooler(url: string, atPort = 0) {
  const line = new Socket();
  const login = new pg.Client({ connectionString: url, stream: () => line });
  login.on("error", () => undefined);
  await login.connect();
  line.removeAllListeners("data");
  let turn = Promise.resolve();
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    let isNew = true;
    let asked = Buffer.alloc(0);
    client.on("error", () => undefined).on("close", () => open.delete(client));
    client.on("data", (chunk) => {
      if (isNew) {
        isNew = false;
        client.write(loggedIn);
        return;
      }
      asked = Buffer.concat([asked, chunk]);
      for (let end = endOf(asked, [query, sync]); end > 0; end = endOf(asked, [query, sync])) {
        const message = asked.subarray(0, end);
        asked = asked.subarray(end);
        turn = turn.then(() => answer(line, message)).then((reply) => void client.write(reply));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(atPort, "127.0.0.1", resolve));
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const pooled = new URL(url);
  pooled.host = `127.0.0.1:${port}`;
  return {
    url: pooled.href,
    stop() {
      server.close();
      for (const client of open) client.destroy();
      line.destroy();
    },
  };
}

function answer(line: Socket, message: Buffer): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  let reply = Buffer.alloc(0);
  const hear = (chunk: Buffer) => {
    reply = Buffer.concat([reply, chunk]);
    if (endOf(reply, [readyForQuery]) === 0) return;
    line.off("data", hear);
    resolve(reply);
  };
  line.on("data", hear);
  line.write(message);
  return promise;
}

/** Where the first message of one of these types ends: a letter, then the length of what follows with itself. 0: not there yet. */
function endOf(bytes: Buffer, types: number[]): number {
  for (let at = 0; at + 5 <= bytes.length; ) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (end > bytes.length) return 0;
    if (types.includes(bytes[at] ?? 0)) return end;
    at = end;
  }
  return 0;
}
