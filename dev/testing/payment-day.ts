import Stripe from "stripe";
import type { ZodType } from "zod";
import { paymentLabels } from "../../lib/checkout/payment-labels";
import type { Db } from "../../lib/db/client";
import { type JobName, type JobPayload, jobs } from "../../lib/jobs/jobs";
import { capturePayment } from "../../lib/orders/capture-payment";
import { lapseOrder } from "../../lib/orders/lapse-order";
import { openPayment } from "../../lib/orders/open-payment";
import { refundPayment } from "../../lib/orders/refund-payment";
import { settleEvent } from "../../lib/orders/settle-event";
import { voidPayment } from "../../lib/orders/void-payment";
import { limitedClient } from "../../lib/payments/limited-client";
import { Limiter } from "../../lib/payments/limiter";
import type { PaymentProvider, StoredEvent } from "../../lib/payments/provider";
import { storeEvent } from "../../lib/payments/store-event";
import { stripePayments } from "../../lib/payments/stripe";
import { startPaymentSandbox } from "../payment-sandbox/server";

interface OrderRef {
  customerId: string;
  orderId: string;
}

export type PaymentDay = Awaited<ReturnType<typeof startPaymentDay>>;

/**
 * Stripe as a server of its own, and the shop's side of it under the test's thumb: no webhook and no job runs unless the
 * test says so, and one clock goes for both.
 */
export async function startPaymentDay(db: Db) {
  const sandbox = await startPaymentSandbox({ port: 0, webhookSecret: "whsec_payment_day" });
  const stripe = new Stripe("sk_test_payment_day", {
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const provider = stripePayments(stripe);
  const told = new Set<string>();
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const control = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${sandbox.url}/sandbox/${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };
  const day = {
    url: sandbox.url,
    stripe,
    provider,
    now,
    control,
    close: () => sandbox.close(),
    /** As a process asks that has just started, with the shop's own client: in a hurry, and not yet told to slow down. */
    hurried(port = sandbox.port): PaymentProvider {
      const httpClient = limitedClient(new Limiter(1_000));
      const how = { timeout: 500, maxNetworkRetries: 0, telemetry: false, httpClient };
      return stripePayments(new Stripe("sk_test_hurried", { host: "127.0.0.1", port, protocol: "http", ...how }));
    },
    async advance(minutes: number): Promise<void> {
      offsetMs += minutes * 60_000;
      await control("clock", { advanceSeconds: minutes * 60 });
    },
    open: (order: OrderRef) => openPayment(db, provider, order, paymentLabels, now()),
    /** Everything Stripe has told so far, oldest first. */
    async events(): Promise<StoredEvent[]> {
      const listed = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 5_000 });
      return listed.reverse().map((event) => ({ eventId: event.id, type: event.type, payload: event }));
    },
    /** The inbox takes these, and handles each; one that was handled is handled again as if it had not been. */
    async tell(events: readonly StoredEvent[]): Promise<void> {
      for (const event of events) {
        await storeEvent(db, event, now());
        await db.stripeEvent.update({ where: { eventId: event.eventId }, data: { handledAt: null } });
        await settleEvent(db, provider, event.eventId, now());
      }
    },
    /** What Stripe has told since the last time. */
    async tellNew(): Promise<void> {
      const events = (await day.events()).filter(({ eventId }) => !told.has(eventId));
      for (const { eventId } of events) told.add(eventId);
      await day.tell(events);
    },
    payByCard: (url: string, number = "4242424242424242") =>
      submit(url, { method: "card", number, expiry: "12/39", cvc: "123", name: "Mara" }),
    /** An order's page is opened and paid on by card, and the shop hears of it. */
    async pay(order: OrderRef, number?: string): Promise<void> {
      const status = await day.payByCard((await day.open(order)) ?? "", number);
      if (status !== 303) throw new Error(`a payment was answered with ${status}`);
      await day.tellNew();
    },
    payByDebit: (url: string, holder = "Mara") =>
      submit(url, { method: "sepa_debit", iban: "DE89370400440532013000", holder, step: "pay" }),
    /** A voucher, to be paid at a till; a page in yen offers it. */
    payByVoucher: (url: string) => submit(url, { method: "konbini", payer: "Mara", step: "pay" }),
    /** Runs what is due of the jobs that have to do with money, until nothing is. Returns their names. */
    runJobs: () => runDue(db, provider, now),
  };
  return day;
}

async function submit(url: string, fields: Record<string, string>): Promise<number> {
  const body = new URLSearchParams({ email: "mara@example.com", ...fields });
  return (await fetch(url, { method: "POST", body, redirect: "manual" })).status;
}

type MoneyJob = "payments.capture" | "payments.void" | "payments.refund" | "orders.lapse" | "payments.settle";
type Runner<Name extends JobName> = (
  db: Db,
  provider: PaymentProvider,
  payload: JobPayload<Name>,
  now: Date,
) => Promise<unknown>;

const runners: { [Name in MoneyJob]: Runner<Name> } = {
  "payments.capture": capturePayment,
  "payments.void": voidPayment,
  "payments.refund": (db, provider, due, now) => refundPayment(db, provider, due, now),
  "orders.lapse": lapseOrder,
  "payments.settle": (db, provider, { eventId }, now) => settleEvent(db, provider, eventId, now),
};

async function runDue(db: Db, provider: PaymentProvider, now: () => Date): Promise<MoneyJob[]> {
  const ran: MoneyJob[] = [];
  for (;;) {
    const due = await db.$queryRaw<{ name: MoneyJob; payload: unknown }[]>`
      delete from graphile_worker._private_jobs p using graphile_worker._private_tasks t
       where t.id = p.task_id and p.run_at <= ${now()}::timestamptz and t.identifier = any(${Object.keys(runners)})
      returning t.identifier as name, p.payload`;
    if (due.length === 0) return ran;
    for (const { name, payload } of due) {
      await run(db, provider, name, payload, now());
      ran.push(name);
    }
  }
}

function run<Name extends MoneyJob>(db: Db, provider: PaymentProvider, name: Name, payload: unknown, now: Date) {
  const parsed: JobPayload<Name> = parse(name, payload);
  return runners[name](db, provider, parsed, now);
}

const schemas: { [Name in JobName]: ZodType<JobPayload<Name>> } = jobs;

function parse<Name extends JobName>(name: Name, payload: unknown): JobPayload<Name> {
  return schemas[name].parse(payload);
}
