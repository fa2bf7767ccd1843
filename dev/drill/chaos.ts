import { setTimeout as sleep } from "node:timers/promises";
import { between, chance } from "@/dev/demo-catalog/chance";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { stopWaiting } from "@/lib/orders/stop-waiting";
import type { FailureDeck } from "./failure-deck";
import type { Machines } from "./machines";
import { pickWeighted } from "./pick";

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

type Maker = (machines: Machines, next: () => number, deck: FailureDeck) => Promise<unknown>;

const makers: Record<keyof typeof troubles, Maker> = {
  app_killed: (machines, next) => machines.crash(next() < 0.5 ? "app" : "other_app", between(next, 0, 800)),
  worker_killed: (machines, next) => machines.crash("worker", between(next, 0, 1_500)),
  postgres_killed: (machines, next) => machines.crash("postgres", between(next, 0, 1_000)),
  stripe_fails: async ({ control }, _next, deck) => {
    for (const fault of deck.deal()) await control("faults", fault);
  },
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
    return lapseSome(machines, { status: "promised" }, next);
  },
  an_hour_passes: (machines) => machines.passTime(60),
  books_compared: ({ db }) => enqueue(db, "payments.reconcile", {}, { key: "drill" }),
};

type TroubleName = keyof typeof troubles;

/** What a storm begins with. */
const kills = ["worker_killed", "postgres_killed", "app_killed"] as const;

/** What has to meet every drop's sale: the first at its opening, at last an hour, in which calls and orders run out of time. */
const troublesOfSale = [...kills, "vouchers_called_off", "an_hour_passes"] as const;

/** Whether the drop is open and somebody waits for it. */
export interface Sale {
  opensAt: Date;
  waiting(): number;
  /** One who was called does not come: the time for it may pass. */
  isMissed(): boolean;
}

export interface Trouble {
  name: TroubleName;
  when: "before" | "sale" | "after";
}

/** Trouble after trouble, by chance once what has to be was, until the signal. Each is added to `made` as it is made. */
export async function makeTrouble(
  machines: Machines,
  seed: string,
  deck: FailureDeck,
  sale: Sale,
  made: Trouble[],
  signal: AbortSignal,
): Promise<void> {
  const next = chance(`${seed} chaos`);
  const untilOpening = () => sale.opensAt.getTime() - machines.now().getTime();
  while (!signal.aborted) {
    const waitMs = dueIn(made, sale, momentOf(sale, untilOpening()))
      ? between(next, 1_000, 3_000)
      : between(next, 1_000, 8_000);
    const openingMs = untilOpening();
    await sleep(openingMs > 0 ? Math.min(waitMs, openingMs + 5) : waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const when = momentOf(sale, untilOpening());
    const likely = sale.isMissed() ? troubles : { ...troubles, an_hour_passes: 0 };
    const name = dueIn(made, sale, when) ?? pickWeighted(likely, next);
    // The trouble may meet another one (a database that is only just coming up, say), or nothing.
    const isMade = await makers[name](machines, next, deck).then(
      (met) => met !== 0,
      () => false,
    );
    machines.revive();
    if (isMade) made.push({ name, when });
  }
}

/** What a sale has not met yet, of what it has to meet. */
export const missedBySale = (made: readonly Trouble[]): TroubleName[] =>
  troublesOfSale.filter((name) => !made.some((trouble) => trouble.name === name && trouble.when === "sale"));

const momentOf = ({ waiting }: Sale, untilOpening: number): Trouble["when"] =>
  untilOpening > 0 ? "before" : waiting() > 0 ? "sale" : "after";

function dueIn(made: readonly Trouble[], sale: Sale, when: Trouble["when"]): TroubleName | undefined {
  const due: readonly TroubleName[] = { before: kills, sale: troublesOfSale, after: [] }[when];
  return due.find(
    (name) =>
      (name !== "an_hour_passes" || sale.isMissed()) &&
      !made.some((trouble) => trouble.name === name && trouble.when === when),
  );
}

/** Orders of any age that wait for their money run out of time, some of them while they are being paid. Returns how many. */
async function lapseSome({ db, now }: Machines, payment: object, next: () => number): Promise<number> {
  const waiting = await db.order.findMany({
    where: { status: "pending_payment", payment },
    orderBy: { orderId: next() < 0.5 ? "asc" : "desc" },
    take: 8,
    select: { customerId: true, orderId: true },
  });
  for (const order of waiting) await inTransaction(db, (tx) => stopWaiting(tx, order, now()));
  return waiting.length;
}
