import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands before a server and lets every answer arrive later: a database in the next room. */
export async function startDelayProxy(port: number, delayMs: number): Promise<{ port: number; stop(): void }> {
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
    // Timers of the same length fire in the order they were set, so the bytes stay in theirs.
    upstream.on("data", (chunk) => setTimeout(() => client.writable && client.write(chunk), delayMs));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address of this kind.
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    stop() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
