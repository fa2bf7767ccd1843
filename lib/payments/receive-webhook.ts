import type Stripe from "stripe";
import { z } from "zod";
import { invariant } from "@/lib/core/invariant";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/database-clock";
import { storeEvent } from "./store-event";

/** A webhook older than this is not taken (Stripe's own advice against replays). */
const toleranceSeconds = 300;

/** Of any version, thin events included: a kind that has no meaning here is kept, and leads to nothing. */
const eventSchema = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  livemode: z.boolean().optional(),
  account: z.string().nullish(),
  context: z.string().nullish(),
});

interface Webhook {
  rawBody: string;
  signature: string;
  /** More than one while the shop's is being rolled: what any of them signed is taken. */
  secrets: readonly string[];
  /** Whether the shop's own key is a live one. */
  isLive: boolean;
  /** The shop's own account, where its webhooks come by way of an organization's event destination. */
  accountId?: string | undefined;
  now: Date;
}

/**
 * Takes a webhook: checks the signature over the raw body, stores the event once by its id, and enqueues its handling
 * in the same transaction. Nothing of the order is touched here, so that Stripe gets its answer at once. An event of the
 * other mode, or of another account, tells of money that is not the shop's, whatever order it names: one connected to the
 * shop's (`account`), or of the same organization, whose events say which account each is of (`context`; the shop's own
 * webhook endpoint gets none that does). Where the shop's own is not known, neither is whose such an event is.
 */
export async function receiveWebhook(
  db: Db,
  stripe: Stripe,
  { rawBody, signature, secrets, isLive, accountId, now }: Webhook,
): Promise<
  Result<{ eventId: string; isNew: boolean }, { code: "bad_signature" | "no_event" | "not_ours" | "account_unknown" }>
> {
  const signed = { rawBody, signature, secrets };
  const isTaken =
    isSigned(stripe, signed, now) || (isSigned(stripe, signed) && isSigned(stripe, signed, await databaseNow(db)));
  if (!isTaken) return err({ code: "bad_signature" });
  const event = readEvent(rawBody);
  if (!event) return err({ code: "no_event" });
  if (event.account || (event.livemode ?? isLive) !== isLive) return err({ code: "not_ours" });
  if (event.context && !accountId) return err({ code: "account_unknown" });
  if (event.context && event.context !== accountId) return err({ code: "not_ours" });
  const isNew = await storeEvent(db, { eventId: event.id, type: event.type, payload: event }, now);
  return ok({ eventId: event.id, isNew });
}

/**
 * While a secret is being rolled, Stripe signs with the old one and the new one, and the shop may know both: either holds. Not long before `now`, where
 * that is told: Postgres' clock counts as well, for a process's own may be ahead.
 */
function isSigned(
  { webhooks }: Stripe,
  { rawBody, signature, secrets }: Pick<Webhook, "rawBody" | "signature" | "secrets">,
  now?: Date,
): boolean {
  const { signature: checks } = webhooks;
  invariant(checks, "the library checks signatures");
  // Without tolerance the library asks for no time at all.
  const tolerance = now ? toleranceSeconds : 0;
  return secrets.some((secret) => {
    try {
      return checks.verifyHeader(rawBody, signature, secret, tolerance, undefined, now?.getTime());
    } catch {
      return false;
    }
  });
}

function readEvent(rawBody: string): z.output<typeof eventSchema> | null {
  try {
    return eventSchema.parse(JSON.parse(rawBody));
  } catch {
    return null;
  }
}
