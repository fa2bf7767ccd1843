import http from "node:http";
import https from "node:https";
import { z } from "zod";
import type { CacheStore } from "./store";
import { storeOnRedis } from "./store-on-redis";

const timeoutMs = 2_000;
const replyMaxBytes = 4_000_000;
const reply = z.union([
  z.array(z.union([z.object({ result: z.unknown() }), z.object({ error: z.string() })])),
  z.object({ error: z.string() }),
]);

/**
 * Over HTTPS, for functions that live for one request. Upstash's protocol is one POST of JSON; its own client speaks it
 * through `fetch`, which Next patches: inside a cache it hangs or makes a page dynamic. A test asks the same server
 * through that client, so the two agree.
 */
export function upstashStore({ url, token }: { url: string; token: string }, prefix: string): CacheStore {
  const base = new URL(url);
  const { Agent, request } = base.protocol === "http:" ? http : https;
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });

  const post = (body: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const asked = request(
        new URL(`${base.pathname.replace(/\/$/, "")}/multi-exec`, base),
        {
          agent,
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          signal: AbortSignal.timeout(timeoutMs),
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => {
            text += chunk;
            if (text.length > replyMaxBytes) response.destroy(new Error("Upstash answered more than was asked."));
          });
          response.on("error", reject);
          response.on("end", () => {
            try {
              resolve(JSON.parse(text));
            } catch {
              reject(new Error(`Upstash answered ${response.statusCode} without JSON.`));
            }
          });
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });

  return storeOnRedis(
    {
      async send(commands) {
        const answers = reply.parse(await post(JSON.stringify(commands)));
        if (!Array.isArray(answers)) throw new Error(answers.error);
        return answers.map((answer) => {
          if ("error" in answer) throw new Error(answer.error);
          return answer.result;
        });
      },
      async close() {
        agent.destroy();
      },
    },
    prefix,
  );
}
