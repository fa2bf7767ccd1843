import { once } from "node:events";
import { createServer } from "node:http";

/**
 * A merchant's own system: the ids of the events it took, each as often as it was told. It lives through everything, and
 * has no time for some events when they first come.
 */
export async function openReceiver(): Promise<{ url: string; eventIds: string[]; close(): Promise<void> }> {
  const eventIds: string[] = [];
  const putOff = new Set<string>();
  const server = createServer((request, response) => {
    const id = String(request.headers["webhook-id"]);
    request.resume().on("end", () => {
      if (/[01]$/.test(id) && !putOff.has(id)) {
        putOff.add(id);
        return response.writeHead(503).end();
      }
      eventIds.push(id);
      response.writeHead(204).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hooks`,
    eventIds,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
