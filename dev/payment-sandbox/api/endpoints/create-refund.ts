import { z } from "zod";
import { formatMoney } from "../../currencies.ts";
import { refundCharge } from "../../payments/refund-charge.ts";
import type { Sandbox } from "../../sandbox.ts";
import { refundShape } from "../../shapes/refund-shape.ts";
import type { Charge } from "../../state/records.ts";
import { requireWholeSteps } from "../amounts.ts";
import { invalidRequest, referenceMissing, wrongState } from "../api-error.ts";
import type { Call } from "../endpoint.ts";
import { expandShape } from "../expand.ts";
import { expand, integer, metadata, text, unplayed } from "../param-types.ts";
import { setKeys } from "./metadata.ts";

export const createRefundParams = z.strictObject({
  charge: text().optional(),
  payment_intent: text().optional(),
  amount: integer(1).optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: metadata.default({}),
  currency: unplayed,
  customer: unplayed,
  instructions_email: unplayed,
  origin: unplayed,
  refund_application_fee: unplayed,
  reverse_transfer: unplayed,
  expand,
});

type Params = z.output<typeof createRefundParams>;

export function createRefund(call: Call<Params>): object {
  const { sandbox, params, cause } = call;
  const charge = chargeToRefund(call);
  const given = charge.amountRefunded - charge.releasedAmount;
  const left = charge.amountCaptured - given;
  const money = (amount: number) => formatMoney(amount, charge.currency, "en-US");
  if (isChargedBack(sandbox, charge)) {
    throw wrongState({
      code: "charge_disputed",
      message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
    });
  }
  if (left === 0) {
    throw wrongState({ code: "charge_already_refunded", message: `Charge ${charge.id} has already been refunded.` });
  }
  const amount = params.amount ?? left;
  requireWholeSteps(amount, charge.currency, "amount");
  if (amount > left) {
    const [noun, most] = given === 0 ? ["charge amount", charge.amountCaptured] : ["unrefunded amount on charge", left];
    throw wrongState({
      code: "amount_too_large",
      param: "amount",
      message: `Refund amount (${money(amount)}) is greater than ${noun} (${money(most)})`,
    });
  }
  const wanted = { amount, reason: params.reason ?? null, metadata: setKeys(params.metadata) };
  return expandShape(sandbox, refundShape(refundCharge(sandbox, charge, wanted, cause)), params.expand);
}

/** Once a dispute is won, the money is the shop's again and can be given back. */
function isChargedBack({ store }: Sandbox, charge: Charge): boolean {
  const disputes = store.disputes.idsBy("charge", charge.id).flatMap((id) => store.disputes.get(id) ?? []);
  return disputes.some(({ status }) => status !== "won");
}

function chargeToRefund({ sandbox, params }: Call<Params>): Charge {
  const { store } = sandbox;
  if ((params.charge === undefined) === (params.payment_intent === undefined)) {
    throw invalidRequest({
      code: params.charge === undefined ? "parameter_missing" : "parameter_invalid",
      param: "payment_intent",
      message: "You must provide exactly one of `charge` and `payment_intent`.",
    });
  }
  const intent = params.payment_intent === undefined ? null : store.intents.get(params.payment_intent);
  if (params.payment_intent !== undefined && !intent) {
    throw referenceMissing("payment_intent", params.payment_intent, "payment_intent");
  }
  const charge = store.charges.get(params.charge ?? intent?.chargeId ?? "");
  if (!charge && params.charge !== undefined) throw referenceMissing("charge", params.charge, "charge");
  if (charge?.status === "succeeded" && charge.captured) return charge;
  throw wrongState({
    code: "payment_intent_unexpected_state",
    message: `This PaymentIntent (${intent?.id ?? charge?.intentId ?? ""}) does not have a successful charge to refund.`,
  });
}
