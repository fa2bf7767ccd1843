import { z } from "zod";
import { isFresh, stampOf, stampSchema } from "./entry";
import { type CacheStore, ttlSecondsMax } from "./store";

export type Command = readonly [string, ...(string | number)[]];

/** How commands reach a Redis: all of them as one transaction (MULTI … EXEC), in one round trip, one answer each. */
export interface Line {
  send(commands: readonly Command[]): Promise<unknown[]>;
  close(): Promise<void>;
}

/**
 * Ticks the clock and marks every tag with it, in one step: of two expiries at once the later moment stands. KEYS[1] is
 * the clock. A clock that was lost begins at the time of day, so that it never stands before a mark it gave.
 */
const expireScript = `
redis.call('SET', KEYS[1], ARGV[1], 'NX')
local moment = redis.call('INCR', KEYS[1])
for i = 2, #KEYS do redis.call('SET', KEYS[i], moment, 'EX', ARGV[2]) end
return moment`;

const entryMax = 2_000_000;
const number = z.coerce.number();
const entrySchema = z.object({ value: z.json(), stamp: stampSchema });

/** The store in any Redis from 6.2 that speaks for all keys at once (one primary; replicas as you like; no cluster). */
export function storeOnRedis({ send, close }: Line, prefix: string): CacheStore {
  const clockKey = `${prefix}moment`;
  const entryKey = (key: string) => `${prefix}e:${key}`;
  const tagKey = (tag: string) => `${prefix}t:${tag}`;

  /** The moments at which these tags last expired. */
  const readTags = async (tags: readonly string[]): Promise<number[]> => {
    if (tags.length === 0) return [];
    const [moments] = z.tuple([z.array(number)]).parse(await send([["MGET", ...tags.map(tagKey)]]));
    return moments;
  };

  return {
    async get(key) {
      const [clock, text] = z.tuple([number, z.string().max(entryMax).nullable()]).parse(
        await send([
          ["GET", clockKey],
          ["GET", entryKey(key)],
        ]),
      );
      const missing = { value: undefined, moment: clock };
      if (text === null) return missing;
      const { value, stamp } = entrySchema.parse(JSON.parse(text));
      return isFresh(stamp, await readTags(stamp.tags), Date.now()) ? { value, moment: clock } : missing;
    },
    async set(key, value, keep) {
      const text = JSON.stringify({ value, stamp: stampOf(keep, Date.now()) });
      await send([["SET", entryKey(key), text, "EX", keep.ttlSeconds]]);
    },
    async expireTags(tags) {
      if (tags.length === 0) return;
      const keys = [clockKey, ...tags.map(tagKey)];
      await send([["EVAL", expireScript, keys.length, ...keys, Date.now(), 2 * ttlSecondsMax]]);
    },
    async count(key, windowSeconds) {
      const counter = `${prefix}c:${key}`;
      const [, count, ttl] = z.tuple([z.unknown(), number, number]).parse(
        await send([
          ["SET", counter, 0, "EX", windowSeconds, "NX"],
          ["INCR", counter],
          ["TTL", counter],
        ]),
      );
      return { count, resetsInSeconds: Math.max(1, ttl) };
    },
    close,
  };
}
