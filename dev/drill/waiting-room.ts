import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { chance } from "@/dev/demo-catalog/chance";
import type { Db } from "@/lib/db/client";
import { admissionMs } from "@/lib/inventory/waiting-room/drop";
import { insist } from "./insist";
import { pickWeighted } from "./pick";
import type { Ask } from "./verbs";
import { newWaiter, type WaitedFor, type Waiter, type WaiterDeed, waitForDrop } from "./waiter";
import type { DrillWorld } from "./world";

export interface Room {
  productId: string;
  opensAt: Date;
  waiters: Waiter[];
  seen: Seen;
  waiting(): number;
  /** One who was called has stayed away. */
  isMissed(): boolean;
  /** Nobody waits any more, and the merchant has taken the room away. */
  closed: Promise<void>;
}

/** What the database said while it was sold. */
interface Seen {
  /** From when to when nothing was to be had. */
  soldOut: { from: number; to: number }[];
  /** More might order than there were units, and when by the shop's clock. */
  calledBeyond: { free: number; called: number; at: Date }[];
}

type Watched = Pick<Room, "productId" | "seen">;

/** What the others do who are called. */
const calledDeeds = { pays: 2, walks_away: 1 };
/** For so long they come at the opening. */
const rushMs = 1_500;

interface Opening {
  now: () => Date;
  opensInMs: number;
  /** How long after the opening the last come. */
  comeForMs: number;
  pacePerSecond: number;
  /** What the first of those who are there before it opens do, who are called in any case. */
  first: readonly WaiterDeed[];
  over: AbortSignal;
}

/**
 * Few units, three times as many who want one: a third of them is there before the opening, a third comes with it, before its
 * first beat or after, the others while it sells. Every second tries to order before they are called.
 */
export async function openRoom(
  db: Db,
  ask: Ask,
  { drop: { merchantId, units, ...variant } }: Pick<DrillWorld, "drop">,
  seed: string,
  { now, opensInMs, comeForMs, pacePerSecond, first, over }: Opening,
): Promise<Room> {
  const { productId } = variant;
  const opensAt = new Date(now().getTime() + opensInMs);
  const wish = { merchantId, productId, opensAt: opensAt.toISOString(), pacePerSecond };
  const dropId = (await insist(() => ask("createDrop", wish)))?.dropId;
  if (!dropId) throw new Error("the drop could not be made");
  const next = chance(`${seed} room`);
  const waiters = Array.from({ length: units * 3 }, newWaiter);
  const closedUntil = new Date(opensAt.getTime() - opensInMs / 4);
  const room: WaitedFor = { ask, variant, opensAt, closedUntil, now, over };
  const waiting = waiters.map(async (waiter, nth) => {
    const does = (nth % 3 === 0 ? first[nth / 3] : undefined) ?? pickWeighted(calledDeeds, next);
    const comesAfter = [next() * opensInMs * 0.4, opensInMs + next() * rushMs, opensInMs + next() * comeForMs];
    await sleep(comesAfter[nth % 3]);
    await waitForDrop(room, waiter, { does, slipsIn: nth % 2 === 0 });
  });
  const seen: Seen = { soldOut: [], calledBeyond: [] };
  const isDone = new AbortController();
  void watch(db, { productId, seen }, now, isDone.signal);
  const close = async () => {
    await Promise.all(waiting);
    isDone.abort();
    await insist(() => ask("closeDrop", { merchantId, productId, dropId }), 30);
  };
  return {
    productId,
    opensAt,
    waiters,
    seen,
    waiting: () => waiters.filter(({ end }) => end === null).length,
    isMissed: () => waiters.some(({ did }) => did === "stays_away"),
    closed: close(),
  };
}

/** Of what was not looked at for longer nobody knows what it was meanwhile. */
const gapMaxMs = 500;

async function watch(db: Db, { productId, seen }: Watched, now: () => Date, over: AbortSignal): Promise<void> {
  let span: Seen["soldOut"][number] | null = null;
  let lastAskedAt = 0;
  while (!over.aborted) {
    const askedAt = Date.now();
    if (askedAt - lastAskedAt > gapMaxMs) span = null;
    lastAskedAt = askedAt;
    const stock = await readStock(db, productId, now()).catch(() => null);
    if (stock && stock.called > stock.free) seen.calledBeyond.push({ ...stock, at: now() });
    if (!stock?.isOpen || stock.free > 0) span = null;
    else if (span) span.to = askedAt;
    else {
      span = { from: Date.now(), to: askedAt };
      seen.soldOut.push(span);
    }
    await sleep(150);
  }
}

const stockSchema = z.array(z.object({ isOpen: z.boolean(), free: z.number(), called: z.number() }));

/** What is free of a drop, and how many may take it by now: in one statement, for an order changes both. */
async function readStock(db: Db, productId: string, now: Date) {
  const since = new Date(now.getTime() - admissionMs);
  const rows = await db.$queryRaw`
    select opens_at <= ${now}::timestamptz and status <> 'scheduled' as "isOpen",
           (select sum(greatest(on_hand + oversell_max - held, 0))::int from stock_level where product_id = ${productId}::uuid) as free,
           (select count(*)::int from drop_place where product_id = ${productId}::uuid and admitted_at > ${since}::timestamptz) as called
      from "drop" where product_id = ${productId}::uuid`;
  return stockSchema.parse(rows)[0] ?? null;
}
