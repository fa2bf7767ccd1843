import { type AddressInfo, connect, createServer } from "node:net";

/** Stands before a server and, once told to hold, lets no answer through on the lines there are until it has been sent `text`. */
export async function startHoldingProxy(url: string, text: string) {
  const open = new Set<{ isHeld: boolean; isCut: boolean }>();
  const waiting: (() => void)[] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(url).port), "127.0.0.1");
    const line = { isHeld: false, isCut: false };
    open.add(line);
    client.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
    upstream.on("error", () => client.destroy()).on("close", () => client.destroy());
    client.on("data", (chunk) => {
      if (line.isCut) return;
      upstream.write(chunk);
      if (!chunk.includes(text)) return;
      for (const each of open) each.isHeld = false;
      for (const answer of waiting.splice(0)) answer();
    });
    upstream.on("data", (chunk) => {
      if (line.isCut) return;
      if (line.isHeld) waiting.push(() => client.write(chunk));
      else client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const proxied = new URL(url);
  proxied.host = `127.0.0.1:${port}`;
  return {
    url: proxied.href,
    hold() {
      for (const each of open) each.isHeld = true;
    },
    /** Neither end of the lines there are hears of the other any more. */
    cut() {
      for (const each of open) each.isCut = true;
    },
    stop() {
      server.close();
    },
  };
}
