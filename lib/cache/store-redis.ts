import { Redis } from "ioredis";
import { log } from "@/lib/core/log";
import type { CacheStore } from "./store";
import { storeOnRedis } from "./store-on-redis";

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
  redis.on("error", (err) => log.debug({ err }, "the line to Redis"));
  let opening: Promise<void> | undefined;

  return storeOnRedis(
    {
      async send(commands) {
        if (redis.status === "wait") opening = redis.connect();
        if (redis.status === "connecting" || redis.status === "connect") await opening;
        const answers = await redis.multi(commands.map(([name, ...args]) => [name.toLowerCase(), ...args])).exec();
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
