import { setTimeout as sleep } from "node:timers/promises";
import { paymentLabels } from "../../lib/checkout/payment-labels";
import { type OrderRef, placeOrder } from "../../lib/checkout/place-order";
import type { Db } from "../../lib/db/client";
import type { JobName } from "../../lib/jobs/jobs";
import { openPayment } from "../../lib/orders/open-payment";
import { stripePayments } from "../../lib/payments/stripe";
import type { makeBuyer } from "./buyer";
import { type StartedProcess, startProcess } from "./child-process";
import type { OrderSurroundings } from "./order-surroundings";
import { until } from "./until";

type Buyer = Awaited<ReturnType<typeof makeBuyer>>;

/** A worker opens the page five seconds after the order: these were placed so long ago that it does so at once. */
const openingDelayMs = 5_000;

/**
 * Each buyer comes at some moment of the next seconds, orders, and pays on the hosted page. Every other page is opened
 * by the app, the others by whatever worker lives. Returns the orders; who came too late for the stock has none.
 */
export async function letBuyersCome(
  db: Db,
  { stripe }: OrderSurroundings,
  buyers: readonly Buyer[],
  withinMs: number,
): Promise<OrderRef[]> {
  const come = async (buyer: Buyer, index: number): Promise<OrderRef[]> => {
    await sleep(Math.random() * withinMs);
    const placed = await placeOrder(db, buyer, new Date(Date.now() - openingDelayMs));
    if (!placed.ok) return [];
    if (index % 2 === 0) await openPayment(db, stripePayments(stripe), placed.value, paymentLabels, new Date());
    await payOnPage(await pageOf(db, placed.value));
    return [placed.value];
  };
  return (await Promise.all(buyers.map(come))).flat();
}

async function pageOf(db: Db, { customerId, orderId }: OrderRef): Promise<string> {
  let url: string | null | undefined;
  await until(
    async () => {
      const payment = await db.payment.findUnique({ where: { customerId_orderId: { customerId, orderId } } });
      url = payment?.sessionUrl;
      return Boolean(url);
    },
    { seconds: 120, everyMs: 100 },
  );
  if (!url) throw new Error(`order ${orderId}: no payment page was opened`);
  return url;
}

async function payOnPage(url: string): Promise<void> {
  const card = { method: "card", number: "4242424242424242", expiry: "12/34", cvc: "123", name: "Mara" };
  const body = new URLSearchParams({ email: "mara@example.com", ...card });
  const { status } = await fetch(url, { method: "POST", body, redirect: "manual" });
  if (status !== 303) throw new Error(`the payment page answered ${status}`);
}

/** The name under which Postgres knows the connections of a program that is to be killed. */
export const condemned = "condemned";

export function startShopWorker(url: string, environment: Record<string, string>): StartedProcess {
  return startProcess("lib/jobs/worker.ts", [], { ...environment, DATABASE_URL: url, PGAPPNAME: condemned });
}

/** How many of its connections last said this, or anything. */
export async function countConnections(db: Db, statement = "%"): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int from pg_stat_activity
     where datname = current_database() and application_name = ${condemned} and query like ${statement}`;
  return row?.count ?? 0;
}

/** Jobs of this name, or of any, that somebody took after this moment and has not finished. */
export async function countInHand(db: Db, since: Date, name: JobName | null = null): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int from graphile_worker.jobs
     where locked_at >= ${since} and (${name}::text is null or task_identifier = ${name})`;
  return row?.count ?? 0;
}

/** Lets a worker live until this is so, and perhaps a little longer. Returns how many jobs it died over. */
export async function killWhen(
  db: Db,
  worker: StartedProcess,
  since: Date,
  { come, graceMs }: { come: () => Promise<boolean> | boolean; graceMs: number },
): Promise<number> {
  await until(come, { seconds: 12, everyMs: 1 });
  await sleep(Math.random() * graceMs);
  await worker.kill();
  return countInHand(db, since);
}
