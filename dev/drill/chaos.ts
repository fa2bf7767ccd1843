import { setTimeout as sleep } from "node:timers/promises";
import { between, chance } from "@/dev/demo-catalog/chance";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { stopWaiting } from "@/lib/orders/stop-waiting";
import type { Machines } from "./machines";
import { pickWeighted } from "./pick";

/** Longer than the shop's client waits for an answer. */
const tooLongMs = 11_000;

const faults = [
  { match: "POST /v1/checkout/sessions", timeoutMs: tooLongMs, afterSuccess: true },
  { match: "POST /v1/checkout/sessions", status: 500, afterSuccess: true },
  { match: "POST /v1/checkout/sessions", status: 429 },
  { match: "* /v1/*", status: 500 },
  { match: "* /v1/*", status: 429 },
  { match: "POST /v1/refunds", timeoutMs: tooLongMs, afterSuccess: true },
  { match: "POST /v1/refunds", status: 500, afterSuccess: true },
  { match: "POST /v1/payment_intents/*/capture", timeoutMs: tooLongMs, afterSuccess: true },
  { match: "POST /v1/payment_intents/*", status: 500, afterSuccess: true },
  { match: "POST /v1/checkout/sessions/*", status: 500, afterSuccess: true },
];

/** How likely each trouble is. */
const troubles = {
  app_killed: 8,
  worker_killed: 8,
  postgres_killed: 3,
  stripe_fails: 14,
  webhooks_astray: 10,
  orders_lapse: 8,
  vouchers_called_off: 4,
  an_hour_passes: 2,
  books_compared: 4,
};

const makers: Record<keyof typeof troubles, (machines: Machines, next: () => number) => Promise<unknown>> = {
  app_killed: (machines, next) => machines.crash(next() < 0.5 ? "app" : "other_app", between(next, 0, 800)),
  worker_killed: (machines, next) => machines.crash("worker", between(next, 0, 1_500)),
  postgres_killed: (machines, next) => machines.crash("postgres", between(next, 0, 1_000)),
  stripe_fails: (machines, next) =>
    machines.control("faults", { ...faults[Math.floor(next() * faults.length)], times: between(next, 1, 12) }),
  webhooks_astray: (machines, next) =>
    machines.control("webhooks", {
      drop: next() < 0.5 ? 0.15 : 0,
      duplicate: between(next, 0, 3),
      delayMs: next() < 0.5 ? 0 : between(next, 200, 4_000),
      reorder: next() < 0.5,
      retryBaseMs: 200,
    }),
  orders_lapse: (machines, next) => lapseSome(machines, { status: { not: "promised" } }, next),
  // Stripe does as its reference says, and keeps a voucher until it is over, or it does not.
  vouchers_called_off: async (machines, next) => {
    await machines.control("payments", { cancelsVouchers: next() < 0.5 });
    await lapseSome(machines, { status: "promised" }, next);
  },
  an_hour_passes: (machines) => machines.passTime(60),
  books_compared: ({ db }) => enqueue(db, "payments.reconcile", {}, { key: "drill" }),
};

/** What every storm has to have, and begins with. */
export const kills = ["app_killed", "worker_killed", "postgres_killed"] as const;

/** Trouble after trouble, by chance, until the signal. Returns how often each was made. */
export async function makeTrouble(machines: Machines, seed: string, signal: AbortSignal): Promise<Map<string, number>> {
  const next = chance(`${seed} chaos`);
  const made = new Map<string, number>();
  for (let nth = 0; !signal.aborted; nth += 1) {
    await sleep(between(next, 1_000, 8_000), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const name = kills[nth] ?? pickWeighted(troubles, next);
    // The trouble may meet another one: a database that is only just coming up, say.
    const isMade = await makers[name](machines, next).then(
      () => true,
      () => false,
    );
    machines.revive();
    if (isMade) made.set(name, (made.get(name) ?? 0) + 1);
  }
  return made;
}

/** Orders of any age that wait for their money run out of time, some of them while they are being paid. */
async function lapseSome({ db, now }: Machines, payment: object, next: () => number): Promise<void> {
  const waiting = await db.order.findMany({
    where: { status: "pending_payment", payment },
    orderBy: { orderId: next() < 0.5 ? "asc" : "desc" },
    take: 8,
    select: { customerId: true, orderId: true },
  });
  for (const order of waiting) await inTransaction(db, (tx) => stopWaiting(tx, order, now()));
}
