import { z } from "zod";
import { balanceShape } from "../../shapes/balance-shape.ts";
import { resourceMissing } from "../api-error.ts";
import { type Call, type Endpoint, endpoint } from "../endpoint.ts";
import { expandShape } from "../expand.ts";
import { listPage, listShape } from "../list-page.ts";
import { currency, expand, pagination, text, unplayed } from "../param-types.ts";

const listParams = z.strictObject({
  ...pagination,
  source: text().optional(),
  type: text().optional(),
  currency: currency.optional(),
  payout: unplayed,
});

export const balanceEndpoints: Endpoint[] = [
  endpoint("GET", "/v1/balance_transactions", listParams, listEntries),
  endpoint("GET", "/v1/balance_transactions/:id", z.strictObject({ expand }), ({ sandbox, id, params }) => {
    const entry = sandbox.store.balance.get(id);
    if (!entry) throw resourceMissing("balance transaction", id);
    return expandShape(sandbox, balanceShape(entry), params.expand);
  }),
];

function listEntries({ sandbox, params }: Call<z.output<typeof listParams>>): object {
  const { balance } = sandbox.store;
  const { records, hasMore } = listPage(balance, params, {
    noun: "balance transaction",
    ids: params.source ? balance.idsBy("source", params.source) : undefined,
    keep: (entry) =>
      (params.type === undefined || entry.type === params.type) &&
      (params.currency === undefined || entry.currency === params.currency),
  });
  return expandShape(sandbox, listShape("/v1/balance_transactions", records.map(balanceShape), hasMore), params.expand);
}
