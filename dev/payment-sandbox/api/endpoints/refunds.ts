import { z } from "zod";
import { refundShape } from "../../shapes/refund-shape.ts";
import type { Refund } from "../../state/records.ts";
import { resourceMissing } from "../api-error.ts";
import { type Call, type Endpoint, endpoint } from "../endpoint.ts";
import { expandShape } from "../expand.ts";
import { listPage, listShape } from "../list-page.ts";
import { expand, metadata, pagination, text } from "../param-types.ts";
import { createRefund, createRefundParams } from "./create-refund.ts";
import { mergeKeys } from "./metadata.ts";

const listParams = z.strictObject({
  ...pagination,
  charge: text().optional(),
  payment_intent: text().optional(),
});

const path = "/v1/refunds";

export const refundEndpoints: Endpoint[] = [
  endpoint("POST", path, createRefundParams, createRefund),
  endpoint("GET", path, listParams, listRefunds),
  endpoint("GET", `${path}/:id`, z.strictObject({ expand }), (call) => shown(call, requireRefund(call))),
  endpoint("POST", `${path}/:id`, z.strictObject({ metadata: metadata.optional(), expand }), (call) => {
    const refund = requireRefund(call);
    const merged = mergeKeys(refund.metadata, call.params.metadata);
    return shown(call, call.sandbox.store.refunds.put({ ...refund, metadata: merged }));
  }),
];

function requireRefund({ sandbox, id }: Call<unknown>): Refund {
  const refund = sandbox.store.refunds.get(id);
  if (!refund) throw resourceMissing("refund", id, "refund");
  return refund;
}

function shown(call: Call<{ expand?: string[] }>, refund: Refund): object {
  return expandShape(call.sandbox, refundShape(refund), call.params.expand);
}

function listRefunds({ sandbox, params }: Call<z.output<typeof listParams>>): object {
  const { refunds } = sandbox.store;
  const { charge, payment_intent: intent } = params;
  const ids = charge ? refunds.idsBy("charge", charge) : intent ? refunds.idsBy("intent", intent) : undefined;
  const { records, hasMore } = listPage(refunds, params, { noun: "refund", ids });
  return expandShape(sandbox, listShape(path, records.map(refundShape), hasMore), params.expand);
}
