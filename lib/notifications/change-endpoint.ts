import { z } from "zod";
import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffMember } from "@/lib/auth/staff-actor";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { withOldSecret } from "./old-secrets";
import { addDelivery } from "./publish-webhook";
import { newWebhookSecret, testType } from "./webhook";
import { sealSecret } from "./webhook-secret";

const endpointChanges = ["rotate", "test", "switch_on", "remove"] as const;

export const endpointChangeSchema = z.object({ endpointId: z.guid(), change: z.enum(endpointChanges) });

/**
 * What an owner does to an endpoint: a new secret (told here alone; the old one signs beside it for a day), a test event, on
 * again after it was switched off, or away with it and its deliveries.
 */
export async function changeEndpoint(
  db: Db,
  actor: StaffMember,
  { endpointId, change }: z.infer<typeof endpointChangeSchema>,
  now: Date,
): Promise<Result<{ secret: string | null }, { code: "not_owner" | "not_found" | "switched_off" }>> {
  if (actor.role !== "owner") return err({ code: "not_owner" });
  const { merchantId } = actor;
  const where = { merchantId, endpointId };
  return inTransaction(db, async (tx) => {
    const endpoint = await tx.webhookEndpoint.findFirst({ where, select: { url: true, active: true } });
    if (!endpoint) return err({ code: "not_found" });
    const { url, active } = endpoint;
    if (change === "test") {
      if (!active) return err({ code: "switched_off" });
      const event = { merchantId, eventId: newId(), type: testType, data: { test: true } };
      await addDelivery(tx, { endpointId, active }, event, now);
      return ok({ secret: null });
    }
    const secret = change === "rotate" ? await replaceSecret(tx, where, now) : null;
    if (change === "switch_on")
      await tx.webhookEndpoint.updateMany({ where, data: { active: true, switchedOffAt: null, failingSince: null } });
    if (change === "remove") await tx.webhookEndpoint.deleteMany({ where });
    await recordAudit(tx, { ...actor, now }, { action: `webhook.${change}`, subject: url });
    return ok({ secret });
  });
}

/** Of two who replace it at once the later one keeps what the other has made. */
async function replaceSecret(
  tx: Tx,
  { merchantId, endpointId }: { merchantId: string; endpointId: string },
  now: Date,
): Promise<string> {
  await tx.$queryRaw`
    SELECT 1 FROM webhook_endpoint WHERE merchant_id = ${merchantId}::uuid AND endpoint_id = ${endpointId}::uuid FOR UPDATE`;
  const where = { merchantId_endpointId: { merchantId, endpointId } };
  const before = await tx.webhookEndpoint.findUniqueOrThrow({ where, select: { secret: true, oldSecrets: true } });
  const secret = newWebhookSecret();
  await tx.webhookEndpoint.update({
    where,
    data: { secret: sealSecret(secret), oldSecrets: withOldSecret(before, now) },
    select: { endpointId: true },
  });
  return secret;
}
