import type Stripe from "stripe";
import { z } from "zod";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";

export interface Shop {
  db: Db;
  stripe: Stripe;
}

/** `ok`, or the verb's own refusal. */
export const outcome = z.object({ code: z.string() });

export const staffOf = (merchantId: string) => ({ merchantId, staffId: "01900000-0000-7000-8000-000000000001" });

export function verb<Input, Output extends object>(
  input: z.ZodType<Input>,
  output: z.ZodType<Output>,
  run: (shop: Shop, input: Input) => Promise<Output>,
) {
  /** With what came from outside. */
  const runRaw = async (shop: Shop, raw: unknown) => run(shop, input.parse(raw));
  return { output, run, runRaw };
}

export function told(result: Result<unknown, { code: string }>): { code: string } {
  return { code: result.ok ? "ok" : result.error.code };
}
