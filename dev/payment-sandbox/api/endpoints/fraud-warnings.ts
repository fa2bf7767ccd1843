import { z } from "zod";
import { chargeOfWarning, fraudWarningShape } from "../../shapes/fraud-warning-shape.ts";
import { resourceMissing } from "../api-error.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";
import { expandShape } from "../expand.ts";
import { expand } from "../param-types.ts";

export const fraudWarningEndpoints: Endpoint[] = [
  endpoint("GET", "/v1/radar/early_fraud_warnings/:id", z.strictObject({ expand }), ({ sandbox, id, params }) => {
    const charge = sandbox.store.charges.get(chargeOfWarning(id) ?? "");
    if (!charge) throw resourceMissing("early_fraud_warning", id);
    return expandShape(sandbox, fraudWarningShape(charge), params.expand);
  }),
];
