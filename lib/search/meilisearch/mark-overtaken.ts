import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";
import { markChanged } from "../mark-changed";
import { readChecksums } from "./read-rows";

/** What an index was sent: what each document was made of, by product. */
export interface Sent {
  language: Language;
  checksums: ReadonlyMap<string, string>;
}

/**
 * Marks those of the products that changed between reading and sending them: another may have sent the newer one before, of
 * which the older would then stand in the index.
 */
export async function markOvertaken(db: Db, productIds: readonly string[], sent: readonly Sent[]): Promise<void> {
  for (const { language, checksums } of sent) {
    const now = await readChecksums(db, language, productIds);
    await markChanged(
      db,
      productIds.filter((id) => now.get(id) !== checksums.get(id)),
    );
  }
}
