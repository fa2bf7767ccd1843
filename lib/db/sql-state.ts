import { z } from "zod";
import { Prisma } from "./generated/client";

/** Of a statement in SQL it stands in `meta` itself (direct.ts), of a model in what the client's adapter was told. */
const meta = z.union([
  z.object({ code: z.string() }).transform(({ code }) => code),
  z
    .object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) })
    .transform(({ driverAdapterError }) => driverAdapterError.cause.originalCode),
]);

/**
 * Why Postgres refused a statement (its errcodes, appendix A), be it of a model or in SQL; null when the error is none of
 * Postgres's. Never read off a message: that holds values and names, which may look like any code.
 */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  return meta.safeParse(error.meta).data ?? null;
}
