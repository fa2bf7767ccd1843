import { z } from "zod";
import { days } from "@/lib/core/clock";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { PaymentProvider } from "@/lib/payments/provider";
import { decidedForTheShop } from "../dispute";
import { giveBackWithheld } from "../give-back-withheld";
import { lockOrder } from "../lock-order";
import { recordEvent } from "../record-event";
import { sumOf } from "../withheld";
import { takeFailures } from "./failures";

/** Stripe tells of an event for three days, and one that nobody heard is fetched for as long as it is listed. */
const reachMs = days(7);
const pageSize = 100;

const rows = z.array(
  z.object({ customerId: z.string(), orderId: z.string(), disputeId: z.string(), toldAt: z.date() }),
);
type Decided = z.infer<typeof rows>[number];

/**
 * Gives back what was kept for units called off, where a bank has decided for the shop and nothing went back by that: as of a
 * dispute whose end was written down by a process of a release that gave nothing back by itself. What went back goes no second
 * time. Returns of how many orders something went back.
 */
export async function giveBackDecided(
  db: Db,
  provider: Pick<PaymentProvider, "listIntents">,
  now: Date,
): Promise<number> {
  const failures = takeFailures(db, provider);
  let last = { toldAt: new Date(now.getTime() - reachMs), disputeId: "" };
  for (let given = 0; ; ) {
    const decided = await readDecided(db, last);
    for (const each of decided)
      await failures.attempt({
        async take() {
          if (await giveBack(db, each, now)) given += 1;
        },
      });
    await failures.tryAgain();
    last = decided.at(-1) ?? last;
    if (decided.length === pageSize) continue;
    failures.end("What was kept back of some orders could not be given back");
    return given;
  }
}

async function readDecided(db: Db, after: { toldAt: Date; disputeId: string }): Promise<Decided[]> {
  return rows.parse(
    await db.$queryRaw`
      SELECT customer_id AS "customerId", order_id AS "orderId", dispute_id AS "disputeId", updated_at AS "toldAt"
        FROM dispute d
       WHERE status = ANY(${decidedForTheShop}) AND (updated_at, dispute_id) > (${after.toldAt}::timestamptz, ${after.disputeId})
         AND EXISTS (
           SELECT FROM order_event e
            WHERE e.customer_id = d.customer_id AND e.order_id = d.order_id AND e.type = 'lines_cancelled'
              AND (e.data->>'withheld')::int > 0)
       ORDER BY updated_at, dispute_id LIMIT ${pageSize}`,
  );
}

function giveBack(db: Db, { customerId, orderId, disputeId }: Decided, now: Date): Promise<boolean> {
  const order = { customerId, orderId };
  return inTransaction(db, async (tx) => {
    await lockOrder(tx, order);
    const back = await giveBackWithheld(tx, order, now);
    if (back.length === 0) return false;
    const data = { outcome: "given_back", disputeId, amount: sumOf(back) };
    await recordEvent(tx, order, { type: "reconciled", actor: "clock", at: now, data });
    return true;
  });
}
