import { currencySchema } from "@/lib/core/currency-schema";
import type { Currency } from "@/lib/core/money";

/** A rate as it is kept: units of the currency for one US dollar, times a million. */
export interface Rate {
  quote: Currency;
  ratePpm: bigint;
}

/** `EUR=0.92`: so many for one US dollar, with six decimals at most. Null where it is no such rate. */
export function parseRate(text: string): Rate | null {
  const [, code, whole = "", decimals = ""] = /^([A-Z]{3})=(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim()) ?? [];
  const quote = currencySchema.safeParse(code);
  const ratePpm = BigInt(whole + decimals.padEnd(6, "0"));
  return quote.success && quote.data !== "USD" && ratePpm > 0n ? { quote: quote.data, ratePpm } : null;
}
