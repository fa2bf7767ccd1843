import { type Currency, currencyExponents, parseAmount } from "@/lib/core/money";
import { plainAmount } from "@/lib/core/plain-amount";

/**
 * A price as files have it: `19.90`, `19,90 €`, `$1,299.00`. Null when it is none, is in another currency, or may be a thousand
 * as well as one and a fraction (`1.200`): nothing is sold at a guess.
 */
export function readAmount(written: string, currency: Currency): number | null {
  const cell = written.normalize("NFKC");
  const exponent = currencyExponents[currency];
  if (exponent > 0 && exponent !== 3 && /^\D*\d{1,3}[.,]\d{3}\D*$/.test(cell)) return null;
  const sign = cell.replace(/[\d.,\s'’]/gu, "");
  if (sign !== "" && !signsOf(currency).includes(sign)) return null;
  return parseAmount(plainAmount(cell, exponent), currency);
}

/** `USD` and `$`, in full width too; what stands behind yen in Japan. */
function signsOf(currency: Currency): string[] {
  const display = (currencyDisplay: "symbol" | "narrowSymbol") =>
    new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay })
      .formatToParts(0)
      .find(({ type }) => type === "currency")?.value ?? currency;
  return [currency, display("symbol"), display("narrowSymbol"), ...(currency === "JPY" ? ["円"] : [])];
}
