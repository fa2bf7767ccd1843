import { cookies } from "next/headers";
import { z } from "zod";
import { type CheckoutFormState, untouched } from "@/components/checkout/checkout-form-state";
import { env } from "@/lib/core/env";

/**
 * Next gives a form's state back to scripts only. A form posted without them waits here for the page it is sent back
 * to: in a cookie of the browser that typed it, for a minute.
 */
const cookieName = "checkout_form";
const keptSeconds = 60;
/** Browsers drop a cookie of 4,096 bytes, its name and attributes included. */
const lengthMax = 3_800;

const keptSchema = z.object({
  values: z.record(z.string(), z.string()),
  errors: z.array(z.object({ name: z.string(), text: z.string() })),
  errorsTitle: z.string(),
  refusal: z.object({ text: z.string(), toCart: z.boolean(), orderHref: z.string().optional() }).nullable(),
});

/** Only in an action, before it redirects. */
export async function keepForm({ values, errors, errorsTitle, refusal }: CheckoutFormState): Promise<void> {
  const kept = Buffer.from(JSON.stringify({ values, errors, errorsTitle, refusal })).toString("base64url");
  if (kept.length > lengthMax) return;
  const secure = env().APP_URL.startsWith("https:");
  (await cookies()).set(cookieName, kept, { httpOnly: true, sameSite: "lax", path: "/", maxAge: keptSeconds, secure });
}

/** The form as it was sent a moment ago; untouched, when it was not. */
export async function readKeptForm(): Promise<CheckoutFormState> {
  const kept = (await cookies()).get(cookieName)?.value;
  if (!kept) return untouched;
  const parsed = keptSchema.safeParse(parseJson(Buffer.from(kept, "base64url").toString()));
  return parsed.success ? { ...parsed.data, summary: null } : untouched;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
