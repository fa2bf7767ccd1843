import http from "node:http";
import { text } from "node:stream/consumers";
import { Redis } from "ioredis";
import { z } from "zod";

const command = z.array(z.union([z.string(), z.number(), z.boolean()])).min(1);
const commands = z.array(command);

export interface Bridge {
  url: string;
  close(): Promise<void>;
}

/**
 * Upstash's REST protocol in front of a plain Redis, for tests and tools: one command at `/`, many at `/pipeline`, a
 * transaction at `/multi-exec`; a bearer token; answers in base64 for a client that asks for it.
 */
export async function openBridge(redisUrl: string, token: string): Promise<Bridge> {
  const redis = new Redis(redisUrl);
  const server = http.createServer(async (request, response) => {
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${token}`) return send(401, { error: "Unauthorized" });
    const encode = request.headers["upstash-encoding"] === "base64" ? inBase64 : (value: unknown) => value;
    try {
      const body: unknown = JSON.parse(await text(request));
      if (request.url === "/") return send(200, await answerOf(redis, command.parse(body), encode));
      const list = commands.parse(body);
      if (request.url === "/pipeline")
        return send(200, await Promise.all(list.map((each) => answerOf(redis, each, encode))));
      if (request.url !== "/multi-exec") return send(404, { error: "Not found" });
      const answers =
        (await redis.multi(list.map(([name, ...args]) => [String(name).toLowerCase(), ...args.map(String)])).exec()) ??
        [];
      send(
        200,
        answers.map(([error, result]) => (error ? { error: error.message } : { result: encode(result) })),
      );
    } catch (error) {
      send(400, { error: error instanceof Error ? error.message : "ERR" });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    async close() {
      redis.disconnect();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerOf(
  redis: Redis,
  [name = "", ...args]: z.infer<typeof command>,
  encode: (value: unknown) => unknown,
) {
  try {
    return { result: encode(await redis.call(String(name), ...args.map(String))) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : "ERR" };
  }
}

/** Every text of an answer but `OK`, as Upstash has it. */
function inBase64(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inBase64);
  return typeof value === "string" && value !== "OK" ? Buffer.from(value).toString("base64") : value;
}
