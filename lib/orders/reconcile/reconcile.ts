import type { Db } from "@/lib/db/client";
import { withLease } from "@/lib/jobs/lease";
import type { PaymentProvider } from "@/lib/payments/provider";
import { storeEvent } from "@/lib/payments/store-event";
import { settledTypes } from "../settle-event";
import { budgetOf } from "./budget";
import { takeFailures } from "./failures";
import { followOpenPayments } from "./follow-open-payments";
import { giveBackDecided } from "./give-back-decided";
import { lapseOverdue } from "./lapse-overdue";
import { pushRefunds } from "./push-refunds";
import { raiseFailedRefunds } from "./raise-failed-refunds";
import { reviewOpen, reviewOurs, reviewTheirs, uncompared } from "./review-books";
import { reviewWarnings } from "./review-warnings";
import { takeSteps } from "./steps";
import { tellUncompared } from "./tell-uncompared";
import { walk, walkedUntil } from "./walk";

/** What is younger is left to the webhooks. */
const lagMs = 5 * 60_000;
/** At Stripe's hundred to a page: more than any hour of a million payments a day has, so that a run sees one to its end. */
const pagesMax = 500;
/** Of each part that asks for payments one by one: at forty a second, half of what the shop may ask, seven thousand a run, a million a day. */
const partMs = 3 * 60_000;
/** A run that takes longer has died. */
const runSeconds = 20 * 60;
/** Of the place in the provider's list of payments. */
const paymentsName = "payments";

export interface Reconciliation {
  overdue: number;
  followed: number;
  missedEvents: number;
  refunds: number;
  /** Of how many orders went back what was kept until a bank had decided. */
  givenBack: number;
  reviewed: number;
}

/**
 * Holds the shop's books against the provider's. What is certain is mended as if it had been told in time: a payment
 * nobody told us of, a webhook that never came, a refund that was never sent, an order that never lapsed. The rest becomes a difference for a person
 * to look at, and goes away when it is put right. Each run does a bounded part and remembers where it was; a run that
 * dies does no harm, for every step may be done twice. What fails for one payment, as where the key may not list refunds,
 * keeps none of the others from their turn, nor a step that fails as a whole the others; the run throws at its end. One at
 * a time: null while another is at it.
 */
export function reconcile(db: Db, provider: PaymentProvider, now: Date): Promise<Reconciliation | null> {
  const lease = { name: "payments.reconcile", seconds: runSeconds, now };
  return withLease(db, lease, () => run(db, provider, now));
}

async function run(db: Db, provider: PaymentProvider, now: Date): Promise<Reconciliation> {
  const steps = takeSteps();
  const overdue = await steps.take("overdue orders", () => lapseOverdue(db, budgetOf(partMs), now));
  const followed = await steps.take("open payments", () => followOpenPayments(db, provider, budgetOf(partMs), now));
  const missedEvents = await steps.take("missed events", () => fetchMissedEvents(db, provider, now));
  const refunds = await steps.take("refunds", () => pushRefunds(db, provider, budgetOf(partMs), now));
  await steps.take("failed refunds", () => raiseFailedRefunds(db, now));
  const givenBack = await steps.take("decided disputes", () => giveBackDecided(db, provider, now));
  await steps.take("fraud warnings", () => reviewWarnings(db, provider, now));

  const seen = new Set<string>();
  await steps.take("their payments", () => walkTheirs(db, provider, seen, now));
  const ours = await steps.take("our payments", async () => {
    const until = await walkedUntil(db, paymentsName);
    return until ? reviewOurs(db, provider, { seen, until, budget: budgetOf(partMs) }, now) : 0;
  });
  await steps.take("open differences", () => reviewOpen(db, provider, budgetOf(partMs), now));
  await steps.take("uncompared payments", () => tellUncompared(db, now));
  steps.end();
  return { overdue, followed, missedEvents, refunds, givenBack, reviewed: seen.size + ours };
}

/** Compares what the provider lists, and adds what bears our name to what has been seen. */
async function walkTheirs(db: Db, provider: PaymentProvider, seen: Set<string>, now: Date): Promise<number> {
  const failures = takeFailures(db, provider);
  await walk(db, { name: paymentsName, lagMs, pagesMax, now }, provider.listIntents, async (intents) => {
    await reviewTheirs(db, provider, intents, failures, now);
    for (const { paymentIntentId, order } of intents) if (order) seen.add(paymentIntentId);
  });
  failures.end(uncompared);
  return seen.size;
}

/** Events of the provider's that never reached the inbox go through it now, as if they had just been told. */
async function fetchMissedEvents(db: Db, provider: PaymentProvider, now: Date): Promise<number> {
  let missed = 0;
  await walk(db, { name: "events", lagMs, pagesMax, now }, provider.listEvents, async (events) => {
    const relevant = events.filter(({ type }) => settledTypes.includes(type));
    const known = await db.stripeEvent.findMany({
      where: { eventId: { in: relevant.map(({ eventId }) => eventId) } },
      select: { eventId: true },
    });
    const stored = new Set(known.map(({ eventId }) => eventId));
    for (const event of relevant) if (!stored.has(event.eventId) && (await storeEvent(db, event, now))) missed += 1;
  });
  return missed;
}
