import type { z } from "zod";
import type { IntentData } from "../../state/records.ts";
import type { shipping } from "../param-types.ts";
import { setKeys } from "./metadata.ts";

export interface IntentParams {
  capture_method: string;
  description?: string;
  metadata: Record<string, string>;
  receipt_email?: string;
  statement_descriptor?: string;
  statement_descriptor_suffix?: string;
  transfer_group?: string;
  shipping?: z.output<typeof shipping>;
}

/** What a session's `payment_intent_data` and a payment intent of its own have in common. */
export function intentDataOf(params: IntentParams): IntentData {
  const { shipping } = params;
  return {
    captureMethod: params.capture_method,
    description: params.description ?? null,
    metadata: setKeys(params.metadata),
    receiptEmail: params.receipt_email ?? null,
    statementDescriptor: params.statement_descriptor ?? null,
    statementDescriptorSuffix: params.statement_descriptor_suffix ?? null,
    transferGroup: params.transfer_group ?? null,
    shipping: shipping
      ? {
          name: shipping.name ?? null,
          phone: shipping.phone ?? null,
          carrier: shipping.carrier ?? null,
          trackingNumber: shipping.tracking_number ?? null,
          address: { ...shipping.address },
        }
      : null,
  };
}
