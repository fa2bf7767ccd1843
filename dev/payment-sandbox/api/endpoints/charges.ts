import { z } from "zod";
import { chargeShape } from "../../shapes/charge-shape.ts";
import { resourceMissing } from "../api-error.ts";
import { type Call, type Endpoint, endpoint } from "../endpoint.ts";
import { expandShape } from "../expand.ts";
import { listPage, listShape } from "../list-page.ts";
import { expand, pagination, text, unplayed } from "../param-types.ts";

const listParams = z.strictObject({
  ...pagination,
  payment_intent: text().optional(),
  customer: unplayed,
  transfer_group: unplayed,
});

export const chargeEndpoints: Endpoint[] = [
  endpoint("GET", "/v1/charges", listParams, listCharges),
  endpoint("GET", "/v1/charges/:id", z.strictObject({ expand }), ({ sandbox, id, params }) => {
    const charge = sandbox.store.charges.get(id);
    if (!charge) throw resourceMissing("charge", id);
    return expandShape(sandbox, chargeShape(charge, sandbox.url), params.expand);
  }),
];

function listCharges({ sandbox, params }: Call<z.output<typeof listParams>>): object {
  const { charges } = sandbox.store;
  const ids = params.payment_intent ? charges.idsBy("intent", params.payment_intent) : undefined;
  const { records, hasMore } = listPage(charges, params, { noun: "charge", ids });
  const shapes = records.map((charge) => chargeShape(charge, sandbox.url));
  return expandShape(sandbox, listShape("/v1/charges", shapes, hasMore), params.expand);
}
