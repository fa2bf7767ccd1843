import type { Db } from "@/lib/db/client";
import type { JobPayload } from "@/lib/jobs/jobs";
import { mailOperators } from "./mail-operators";
import type { Mailer } from "./mailer";
import type { Sending } from "./send-notice";
import { parseStaffNotice } from "./staff-notice";
import { UnknownKind } from "./unknown-kind";

/** Tells those who run the shop of a dispute about an order that several merchants have a part in. */
export async function alertDispute(
  db: Db,
  mailer: Mailer,
  { cause, type, data }: JobPayload<"mail.dispute">,
): Promise<Sending> {
  const notice = parseStaffNotice(type, { ...data, inBooks: true });
  if (!notice) throw new UnknownKind(type);
  return mailOperators(db, mailer, notice, cause.replaceAll(/[^\w-]/g, "."));
}
