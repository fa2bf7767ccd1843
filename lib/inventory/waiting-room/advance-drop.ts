import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { admissionMs, type DropKey, type DropStatus, dropStatuses, dropStatusesBefore } from "./drop";
import { placeTickets } from "./place-tickets";

/** Calls missed, because no worker ran, are made up for so long at most: the pace protects the checkout. */
const madeUpMs = 3_000;

/** Who looks too early, by a clock that is behind, looks again so soon. */
const openingMs = 100;

/** Until the next look: every second while it sells; once all is taken, until units may come back. */
const waitMs = (free: number, held: number): number => (free > 0 ? 1_000 : held > 0 ? 5_000 : 60_000);

/**
 * A drop's heartbeat: opens it, gives places, and calls as many as its pace and what is free allow. One transaction that
 * holds the drop's row, with the next beat enqueued in it. Run twice at once, it does its work once.
 */
export async function advanceDrop(db: Db, key: DropKey, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const drop = await lockDrop(tx, key);
    if (!drop || drop.status === "closed") return;
    const job = { productId: key.productId, dropId: key.dropId };
    if (now < drop.opensAt)
      return enqueue(tx, "drops.advance", job, { key: key.dropId, runAt: drop.opensAt, inMs: openingMs });

    const placedThrough = drop.placedThrough + (await placeTickets(tx, drop));
    const budget = Math.floor(
      (drop.pacePerSecond * Math.min(now.getTime() - drop.updatedAt.getTime(), madeUpMs)) / 1000,
    );
    const { free, held, called, each } = await readRoom(tx, drop, now);
    // Where each may take several, so many find one at least, whoever comes first.
    const finding = Math.ceil(free / each);
    const count = Math.max(Math.min(budget, finding - called, placedThrough - drop.admittedThrough), 0);
    const admittedThrough = drop.admittedThrough + count;
    // Places are called in their order, so these were never called before.
    await tx.dropPlace.updateMany({
      where: { ...key, place: { gt: drop.admittedThrough, lte: admittedThrough } },
      data: { admittedAt: now },
    });
    const status: DropStatus = free > 0 ? "open" : "sold_out";
    await tx.drop.updateMany({
      where: { ...key, status: { in: dropStatusesBefore(status) } },
      data: {
        status,
        placedThrough,
        admittedThrough,
        // A beat too early for a whole call leaves its time to the next one.
        ...(budget > 0 ? { updatedAt: now } : {}),
      },
    });
    const inMs = waitMs(free, held);
    await enqueue(tx, "drops.advance", job, { key: key.dropId, runAt: new Date(now.getTime() + inMs), inMs });
  });
}

const dropRow = z.object({
  productId: z.string(),
  dropId: z.string(),
  status: z.enum(dropStatuses),
  opensAt: z.date(),
  updatedAt: z.date(),
  placedThrough: z.number(),
  admittedThrough: z.number(),
  pacePerSecond: z.number(),
});

type LockedDrop = z.infer<typeof dropRow>;

/** NO KEY: a join refers to this row, and must not wait for it. */
async function lockDrop(tx: Tx, { productId, dropId }: DropKey): Promise<LockedDrop | null> {
  const [drop] = z.array(dropRow).parse(
    await tx.$queryRaw`
      SELECT product_id AS "productId", drop_id AS "dropId", status::text, opens_at AS "opensAt", updated_at AS "updatedAt",
        placed_through AS "placedThrough", admitted_through AS "admittedThrough", pace_per_second AS "pacePerSecond"
      FROM "drop" WHERE product_id = ${productId}::uuid AND drop_id = ${dropId}::uuid FOR NO KEY UPDATE`,
  );
  return drop ?? null;
}

const roomRows = z.tuple([z.object({ free: z.number(), held: z.number(), called: z.number(), each: z.number() })]);

/**
 * What is free, how many were called for it and may still take it, and how many units one may take where there is a limit
 * for each customer (one, where there is none): read in one statement, for an order changes the first two.
 * An admission that was used is gone from the table, and one that ran out no longer counts: the next is called for it.
 */
async function readRoom(
  tx: Tx,
  { productId, dropId, admittedThrough, pacePerSecond }: LockedDrop,
  now: Date,
): Promise<z.infer<typeof roomRows>[0]> {
  const since = new Date(now.getTime() - admissionMs);
  // No more than these were called in that time, and so no others need to be looked at.
  const callsMax = Math.ceil((pacePerSecond * (admissionMs + madeUpMs)) / 1000);
  const [room] = roomRows.parse(
    await tx.$queryRaw`
      SELECT coalesce(sum(greatest(on_hand + oversell_max - held, 0)), 0)::int AS free, coalesce(sum(held), 0)::int AS held,
        (SELECT count(*)::int FROM drop_place p
          WHERE p.product_id = ${productId}::uuid AND p.drop_id = ${dropId}::uuid AND p.admitted_at > ${since}::timestamptz
            AND p.place > ${admittedThrough}::int - ${callsMax}::int AND p.place <= ${admittedThrough}::int) AS called,
        (SELECT coalesce(max(v.per_customer_max), 1)::int FROM variant v WHERE v.product_id = ${productId}::uuid) AS each
      FROM stock_level WHERE product_id = ${productId}::uuid`,
  );
  return room;
}
