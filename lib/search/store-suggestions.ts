import { createHash } from "node:crypto";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import type { Language } from "@/lib/i18n/markets";

/** The completions of a language as tries, in the order in which their bytes are kept. */
export const trieNames = ["queries", "categories", "products"] as const;
export type Snapshots = Record<(typeof trieNames)[number], Uint8Array>;

export interface StoredSuggestions {
  version: string;
  snapshots: Snapshots;
  /** Every active product is among them. */
  whole: boolean;
}

const partBytes = 1_000_000;

/**
 * Keeps a new version: its parts first, then the one row that says which is current, in one transaction. The version
 * before stays for who is reading it; older ones go.
 */
export async function storeSuggestions(
  db: Db,
  language: Language,
  { snapshots, whole, now }: Omit<StoredSuggestions, "version"> & { now: Date },
): Promise<string> {
  const version = newId();
  const bytes = Buffer.concat(trieNames.map((name) => snapshots[name]));
  const digest = createHash("sha256").update(bytes).digest("hex");
  const sizes = trieNames.map((name) => snapshots[name].byteLength);
  await db.$transaction(
    async (tx) => {
      for (let part = 0; part * partBytes < bytes.byteLength; part++) {
        const piece = Uint8Array.from(bytes.subarray(part * partBytes, (part + 1) * partBytes));
        await tx.suggestionPart.create({ data: { language, version, part, bytes: piece }, select: { part: true } });
      }
      const before = await tx.suggestionSnapshot.findUnique({ where: { language }, select: { version: true } });
      await tx.suggestionSnapshot.upsert({
        where: { language },
        create: { language, version, sizes, whole, digest, builtAt: now },
        update: { version, sizes, whole, digest, builtAt: now },
        select: { version: true },
      });
      await tx.suggestionPart.deleteMany({
        where: { language, version: { notIn: [version, ...(before ? [before.version] : [])] } },
      });
    },
    { maxWait: 10_000, timeout: 120_000 },
  );
  return version;
}

/** Which version is current, or null when none was built yet. */
export async function readVersion(db: Db, language: Language): Promise<string | null> {
  const row = await db.suggestionSnapshot.findUnique({ where: { language }, select: { version: true } });
  return row?.version ?? null;
}

const partRows = z.array(z.object({ bytes: z.instanceof(Uint8Array) }));

/**
 * The current version, or null when none was built yet. Throws when its bytes are not those that were kept. They come part by
 * part and as the driver has them, so that a process that answers meanwhile is held up for milliseconds at a time.
 */
export async function readSuggestions(db: Db, language: Language): Promise<StoredSuggestions | null> {
  const row = await db.suggestionSnapshot.findUnique({
    where: { language },
    select: { version: true, sizes: true, whole: true, digest: true },
  });
  if (!row) return null;
  const bytes = Buffer.alloc(row.sizes.reduce((sum, size) => sum + size, 0));
  const hash = createHash("sha256");
  for (let part = 0, end = 0; end < bytes.byteLength; part++) {
    const [piece] = partRows.parse(
      await db.$queryRaw`
        select bytes from suggestion_part
        where language = ${language} and version = ${row.version}::uuid and part = ${part}`,
    );
    if (!piece) break;
    hash.update(piece.bytes);
    bytes.set(piece.bytes.subarray(0, bytes.byteLength - end), end);
    end += piece.bytes.byteLength;
  }
  if (hash.digest("hex") !== row.digest)
    throw new Error(`The completions ${row.version} of ${language} are not whole.`);
  const [queries = 0, categories = 0] = row.sizes;
  return {
    version: row.version,
    whole: row.whole,
    snapshots: {
      queries: bytes.subarray(0, queries),
      categories: bytes.subarray(queries, queries + categories),
      products: bytes.subarray(queries + categories),
    },
  };
}
