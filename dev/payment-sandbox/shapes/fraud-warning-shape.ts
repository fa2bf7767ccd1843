import type { Charge } from "../state/records.ts";

const prefix = "issfr_";

/** A charge has one at most, so its id follows from the charge's. */
export const chargeOfWarning = (id: string): string | null => (id.startsWith(prefix) ? id.slice(prefix.length) : null);

/** A card network's early fraud warning about a charge, as it stands now. */
export function fraudWarningShape(charge: Charge) {
  return {
    id: `${prefix}${charge.id}`,
    object: "radar.early_fraud_warning",
    actionable: !charge.disputed && charge.amountRefunded < charge.amount,
    charge: charge.id,
    created: charge.created,
    fraud_type: "made_with_stolen_card",
    livemode: false,
    payment_intent: charge.intentId,
  };
}
