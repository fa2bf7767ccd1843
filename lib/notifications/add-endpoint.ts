import { z } from "zod";
import { recordAudit } from "@/lib/auth/record-audit";
import type { StaffMember } from "@/lib/auth/staff-actor";
import { newId } from "@/lib/core/ids";
import { err, ok, type Result } from "@/lib/core/result";
import { typedText } from "@/lib/core/typed-text";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { endpointsMax, newWebhookSecret, webhookTypeSchema } from "./webhook";
import { isWebhookUrl } from "./webhook-reach";
import { openSecret, sealSecret } from "./webhook-secret";

export const endpointSchema = z.object({
  url: typedText().max(500).refine(isWebhookUrl),
  /** Empty for all. */
  types: z.array(webhookTypeSchema),
});

/**
 * An endpoint from now on. Its secret is told here alone. `endpointId`: of the form and what it says, so that one sent again
 * after a lost answer adds one endpoint, and is told its secret after all.
 */
export async function addEndpoint(
  db: Db,
  actor: StaffMember,
  { url, types }: z.infer<typeof endpointSchema>,
  now: Date,
  endpointId = newId(),
): Promise<Result<{ endpointId: string; secret: string }, { code: "not_owner" | "too_many" }>> {
  if (actor.role !== "owner") return err({ code: "not_owner" });
  const { merchantId } = actor;
  return inTransaction(db, async (tx) => {
    // Of two who add at once the later one counts the earlier one's.
    await tx.$queryRaw`SELECT 1 FROM merchant WHERE merchant_id = ${merchantId}::uuid FOR UPDATE`;
    const known = await tx.webhookEndpoint.findFirst({ where: { merchantId, endpointId }, select: { secret: true } });
    if (known) return ok({ endpointId, secret: openSecret(known.secret) });
    if ((await tx.webhookEndpoint.count({ where: { merchantId } })) >= endpointsMax) return err({ code: "too_many" });
    const secret = newWebhookSecret();
    await tx.webhookEndpoint.create({
      data: { merchantId, endpointId, url, secret: sealSecret(secret), types, createdAt: now },
      select: { endpointId: true },
    });
    await recordAudit(tx, { ...actor, now }, { action: "webhook.added", subject: url, data: { types } });
    return ok({ endpointId, secret });
  });
}
