import { Prisma } from "./generated/client";

/** What the client calls by names of its own when a model is written. P2034 is a deadlock (40P01) as well. */
const known: Record<string, string> = { P2002: "23505", P2003: "23503", P2034: "40001" };

/**
 * Why Postgres refused a statement (its errcodes, appendix A), be it of a model or in SQL; null when the error is none of
 * Postgres's. Never read off a message: that holds values and names, which may look like any code.
 */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const { code, meta } = error;
  if (code === "P2010") return typeof meta?.code === "string" ? meta.code : null;
  return known[code] ?? null;
}
