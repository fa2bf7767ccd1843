import { z } from "zod";
import { disputeShape } from "../../shapes/dispute-shape.ts";
import { resourceMissing } from "../api-error.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";
import { expandShape } from "../expand.ts";
import { expand } from "../param-types.ts";

export const disputeEndpoints: Endpoint[] = [
  endpoint("GET", "/v1/disputes/:id", z.strictObject({ expand }), ({ sandbox, id, params }) => {
    const dispute = sandbox.store.disputes.get(id);
    if (!dispute) throw resourceMissing("dispute", id);
    return expandShape(sandbox, disputeShape(dispute), params.expand);
  }),
];
