import { z } from "zod";
import { isLanguage } from "@/lib/i18n/markets";
import type { FileLimits } from "../limits";

/**
 * Glossary. *Receiving*: the file is on its way. *Reading*: it is looked over, and nothing is written. *Ready*: what would
 * come of it can be read, and somebody has to say yes. *Importing*: products are written, batch by batch. *Place*: how far
 * either has come, kept with each batch, so that whoever goes on begins there.
 */
export const importStatuses = ["receiving", "reading", "ready", "importing", "done", "cancelled", "failed"] as const;
const importStatusSchema = z.enum(importStatuses);
export type ImportRunStatus = z.infer<typeof importStatusSchema>;

/** From each status, where an import may go. */
export const importTransitions: Record<ImportRunStatus, readonly ImportRunStatus[]> = {
  receiving: ["reading", "cancelled"],
  reading: ["ready", "failed", "cancelled"],
  ready: ["importing", "cancelled"],
  importing: ["done", "failed", "cancelled"],
  done: [],
  cancelled: [],
  failed: [],
};

/** The statuses that lead to one. */
export const leadingTo = (to: ImportRunStatus): ImportRunStatus[] =>
  importStatuses.filter((from) => importTransitions[from].includes(to));

export interface ImportKey {
  merchantId: string;
  importId: string;
}

/** Of a file as it is sent, packed or not: 250,000 rows of a feed. Beyond, the command reads whatever there is. */
export const fileBytesMax = 50_000_000;

/** What a function of Vercel's takes at most, with some room for the form's other fields. */
export const fileBytesMaxOnVercel = 4_000_000;

/**
 * A worker has all merchants' jobs, and reads a file from its beginning for each slice: 38 MB that unpacked to 18 million
 * short rows took it 1.2 GB and 73 seconds.
 */
export const deskLimits: FileLimits = { unpackedBytes: 500_000_000, products: 500_000 };

/**
 * How many files of a merchant may be here at a time, come, read, waiting for a yes or being imported: one of the worker's
 * four hands for such work stays free for the others, and 150 MB are kept.
 */
export const openMax = 3;

/** How many of the lines that there is something to say of are kept; the others are counted. */
export const remarksMax = 10_000;

/** How many of the first products are shown as they would be. */
export const sampleMax = 12;

export const importLanguageSchema = z.string().refine(isLanguage);

export const sampleProductSchema = z.object({
  line: z.number(),
  handle: z.string(),
  title: z.string(),
  outcome: z.enum(["created", "updated", "unchanged", "failed"]),
  status: z.enum(["draft", "active", "archived"]),
  variants: z.number(),
  pictures: z.number(),
  quantity: z.number(),
  /** The lowest, in minor units. */
  amount: z.number(),
});
export type SampleProduct = z.infer<typeof sampleProductSchema>;

/** Why nothing came of a file; `missing`: the columns it lacks. `broken`: the shop's own fault, each time it tried. */
export const failureSchema = z.object({
  code: z.enum([
    ...["file_missing", "empty", "not_text", "workbook", "archive", "page", "broken_archive", "file_too_long"],
    ...["products_too_many", "columns_missing", "merchant_unknown", "broken"],
  ] as const),
  missing: z.array(z.string()),
});
export type ImportFailure = z.infer<typeof failureSchema>;
