import { setTimeout as sleep } from "node:timers/promises";
import { until } from "@/dev/testing/until";
import type { Db } from "@/lib/db/client";
import type { Bug } from "./planted";
import type { Ask } from "./verbs";
import { openRoom, type Room } from "./waiting-room";
import type { DrillWorld } from "./world";

/** Bugs that show where a drop is sold. */
export const dropped: readonly (Bug | null)[] = [
  null,
  "called beyond what is free",
  "no admission asked for",
  "no admission asked for once open",
  "an admission for many orders",
  "vouchers for a drop",
  "all places by lot",
  "places drawn anew",
  "nobody called",
  "a status kept too long",
];

/** Four units and twelve who want one. Nobody waits here until time has passed, so nobody lets theirs pass. */
const opening = {
  ...{ opensInMs: 3_000, comeForMs: 1_500, pacePerSecond: 1 },
  first: ["walks_away", "tries_voucher", "pays"],
} as const;
/** The first beat is late, so that some come before it. */
const firstBeatMs = 1_200;

/** In this process, where jobs run when they are asked to. */
export async function sellDrop(db: Db, ask: Ask, world: DrillWorld, drain: () => Promise<unknown>): Promise<Room> {
  const patience = new AbortController();
  const room = await openRoom(db, ask, world, "planted", { ...opening, now: () => new Date(), over: patience.signal });
  await sleep(Math.max(room.opensAt.getTime() + firstBeatMs - Date.now(), 0));
  const isOver = async () => {
    await drain();
    return room.waiting() === 0;
  };
  await until(isOver, { seconds: 25, everyMs: 200 });
  patience.abort();
  await room.closed;
  return room;
}
