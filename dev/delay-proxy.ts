import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface DelayProxy {
  port: number;
  /** Of answers from now on. */
  setDelay(ms: number): void;
  stop(): void;
}

/** Stands before a server and lets every answer arrive later: a server in the next room, or one that has too much to do. */
export async function startDelayProxy(port: number, delayMs: number): Promise<DelayProxy> {
  let delay = delayMs;
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: "127.0.0.1", port, noDelay: true });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (chunk) => upstream.write(chunk));
    // Timers of the same length fire in the order they were set, so the bytes of an answer stay in theirs.
    upstream.on("data", (chunk) => setTimeout(() => client.writable && client.write(chunk), delay));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address of this kind.
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    setDelay(ms) {
      delay = ms;
      // An answer that is under way must not be overtaken by its own end.
      for (const socket of open) socket.destroy();
    },
    stop() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
