import { Redis } from "ioredis";
import { z } from "zod";
import { log } from "@/lib/core/log";
import type { CacheStore } from "./store";
import { type Command, storeOnRedis } from "./store-on-redis";

/** Over TCP, one connection a process: for processes that stay. */
export function redisStore(url: string, prefix: string): CacheStore {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    // Nobody waits for a Redis that is away: what can't be asked now fails now, and the line is tried again by itself.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  // A line that Redis refused, as for a wrong password, says to whoever asks only that it is closed.
  let refusal: Error | undefined;
  redis.on("error", (err) => {
    refusal = err;
    log.debug({ err }, "the line to Redis");
  });
  redis.on("ready", () => {
    refusal = undefined;
  });
  let opening: Promise<void> | undefined;

  const ask = async (commands: readonly Command[]) => {
    if (redis.status === "connecting" || redis.status === "connect") await opening;
    return redis.multi(commands.map(([name, ...args]) => [name.toLowerCase(), ...args])).exec();
  };

  return storeOnRedis(
    {
      async send(commands) {
        if (redis.status === "wait") opening = redis.connect();
        const answers = await ask(commands).catch((error: unknown) => {
          throw refusal ?? firstRefused(error);
        });
        if (!answers) throw new Error("Redis ran none of it.");
        return answers.map(([error, answer]) => {
          if (error) throw error;
          return answer;
        });
      },
      async close() {
        redis.disconnect();
      },
    },
    prefix,
  );
}

const aborted = z.object({ previousErrors: z.array(z.instanceof(Error)).min(1) });

/** Of a transaction that was aborted: why, as that Redis is full. */
const firstRefused = (error: unknown): unknown => aborted.safeParse(error).data?.previousErrors[0] ?? error;
