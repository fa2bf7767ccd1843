import { z } from "zod";
import { adjustStock } from "@/lib/inventory/adjust-stock";
import { switchLocation } from "@/lib/inventory/switch-location";
import { transferStock } from "@/lib/inventory/transfer-stock";
import { outcome, staffOf, told, verb } from "./verb";

const change = z.object({ merchantId: z.guid(), productId: z.guid(), variantId: z.guid(), changeId: z.guid() });
const at = (merchantId: string) => ({ ...staffOf(merchantId), now: new Date() });

/** What staff do to stock itself. */
export const stockVerbs = {
  adjust: verb(change.extend({ by: z.number() }), outcome, async ({ db }, { merchantId, by, ...key }) =>
    told(await adjustStock(db, at(merchantId), { ...key, onHand: { by }, reason: "counted" })),
  ),
  /** What was sold ahead from a location has come: it owes nothing. */
  countToNothing: verb(change.extend({ locationId: z.guid() }), outcome, async ({ db }, { merchantId, ...key }) =>
    told(await adjustStock(db, at(merchantId), { ...key, onHand: { to: 0 }, reason: "counted" })),
  ),
  transfer: verb(
    change.extend({ fromLocationId: z.guid(), toLocationId: z.guid(), quantity: z.number() }),
    outcome,
    async ({ db }, { merchantId, ...wish }) =>
      told(await transferStock(db, at(merchantId), { ...wish, reason: "nearer" })),
  ),
  switchLocation: verb(
    z.object({ merchantId: z.guid(), locationId: z.guid(), active: z.boolean() }),
    outcome,
    async ({ db }, { merchantId, locationId, active }) =>
      told(await switchLocation(db, at(merchantId), locationId, active)),
  ),
};
