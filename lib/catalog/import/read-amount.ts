import { type Currency, currencyExponents, parseAmount } from "@/lib/core/money";
import { plainAmount } from "@/lib/core/plain-amount";

/**
 * A price as files have it: `19.90`, `19,90 €`, `$1,299.00`, `12,- €`. Null when it is none, is in another currency, or may be a thousand
 * as well as one and a fraction (`1.200`), or two numbers as well as one (`12€50`, `1.299.00`): nothing is sold at a guess.
 */
export function readAmount(written: string, currency: Currency): number | null {
  const cell = written
    .normalize("NFKC")
    .replace(/(\p{L})\.(?!\p{Nd})/gu, "$1")
    .replace(/[.,]\s*[-–—]{1,2}(?=\D*$)/, "");
  const exponent = currencyExponents[currency];
  if (exponent > 0 && exponent !== 3 && /^\P{Nd}*\p{Nd}{1,3}[.,٫٬]\p{Nd}{3}\P{Nd}*$/u.test(cell)) return null;
  if (!(exponent === 3 ? inThousandths : inHundredths).test(cell)) return null;
  const sign = cell.replace(/[\p{Nd}.,٫٬\s'’]/gu, "").toUpperCase();
  if (sign !== "" && !signsOf(currency).has(sign)) return null;
  return parseAmount(plainAmount(cell.replace(otherThanNumber, ""), exponent), currency);
}

/** A number without thousands, or with them in threes behind one mark; what is around it has no digit. */
function oneNumber(fraction: string): RegExp {
  const behind = `[.,٫]${fraction}\\p{Nd}*`;
  const inThrees = `\\p{Nd}{1,3}([.,٬'’\\s])\\p{Nd}{3}(?:\\1\\p{Nd}{3})*(?:(?!\\1)${behind})?`;
  return new RegExp(`^\\P{Nd}*(?:\\p{Nd}+(?:${behind})?|${inThrees})[^\\p{Nd}.,]*$`, "u");
}
const inThousandths = oneNumber("");
/** Or in whole units: there three digits behind a mark are no fraction. */
const inHundredths = oneNumber("(?!\\p{Nd}{3}(?!\\p{Nd}))");

const otherThanNumber = /[^\p{Nd}.,٫٬\s'’]/gu;

/** `USD` and `$`, in full width too; what stands behind yen in Japan. */
function signsOf(currency: Currency): ReadonlySet<string> {
  const known = signs.get(currency);
  if (known) return known;
  const display = (currencyDisplay: "symbol" | "narrowSymbol") =>
    new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay })
      .formatToParts(0)
      .find(({ type }) => type === "currency")?.value ?? currency;
  const all = new Set([currency, display("symbol"), display("narrowSymbol"), ...alsoWritten[currency]]);
  signs.set(currency, all);
  return all;
}

/** Asked for each price of a file: to make a format takes longer than to read the rest of its row. */
const signs = new Map<Currency, ReadonlySet<string>>();

/** As people write it at home, and abroad; without dots. */
const alsoWritten: Record<Currency, readonly string[]> = {
  USD: ["US$"],
  EUR: ["EURO"],
  GBP: [],
  // In Shift_JIS a yen has the byte of a backslash.
  JPY: ["円", "JP¥", "\\"],
  AED: ["دإ", "DH", "DHS"],
  KWD: ["دك", "KD"],
};
