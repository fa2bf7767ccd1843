import { z } from "zod";
import { invariant } from "@/lib/core/invariant";
import { type Keep, ttlSecondsMax } from "./store";

/** What every store keeps beside a value. */
export const stampSchema = z.object({
  /** The moment at which reading began. */
  moment: z.number(),
  tags: z.array(z.string()),
  /** Milliseconds since the epoch, by the writer's clock: until then its tags don't expire it. */
  heldUntil: z.number(),
});

export type Stamp = z.infer<typeof stampSchema>;

export function stampOf({ moment, tags, ttlSeconds, heldSeconds = 0 }: Keep, now: number): Stamp {
  invariant(ttlSeconds >= 1 && ttlSeconds <= ttlSecondsMax, "an entry lives for a second at least, an hour at most");
  return { moment, tags: [...tags], heldUntil: now + heldSeconds * 1000 };
}

/** Whether what bears the stamp still holds, given the moments at which its tags last expired. */
export const isFresh = ({ moment, heldUntil }: Stamp, expired: readonly number[], now: number): boolean =>
  heldUntil > now || expired.every((at) => at <= moment);
