import { Prisma } from "@/lib/db/generated/client";

/**
 * Why Postgres refused what was written, or null when the error is none of the data's: an outage or a bug, which ends
 * the import instead of blaming the file. Read by code, never by a constraint's name: shards rename them.
 */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  if (["P2002", "P2003", "P2034"].includes(error.code)) return error.code;
  const text = `${error.message} ${JSON.stringify(error.meta ?? {})}`;
  // 22: the data does not fit; 23: a constraint; 40: a deadlock's or a conflict's victim.
  return error.code === "P2010" ? (/\b(?:22|23|40)[0-9A-Z]{3}\b/.exec(text)?.[0] ?? null) : null;
}
