/** ISO 4217 codes the shop can price in, with the digits behind the point. */
export const currencyExponents = { USD: 2, EUR: 2, GBP: 2, JPY: 0, AED: 2, KWD: 3 } as const;

export type Currency = keyof typeof currencyExponents;

export const currencies: readonly Currency[] = Object.keys(currencyExponents).filter(isCurrency);

export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(currencyExponents, code);
}

/** An amount in minor units: cents, pence, yen, fils. */
export interface Money {
  amount: number;
  currency: Currency;
}

/** The most one order may cost, in minor units: Stripe takes eight digits. */
export const amountMax = 99_999_999;

/**
 * What an amount has to be a multiple of to be charged or refunded. Card networks carry two decimals at most: where a
 * currency has three, the last is 0 (https://docs.stripe.com/currencies#three-decimal).
 */
export function chargeStep(currency: Currency): number {
  return currencyExponents[currency] === 3 ? 10 : 1;
}

/** The most of an amount that can be charged. */
export function chargeable(amount: number, currency: Currency): number {
  return amount - (amount % chargeStep(currency));
}

/** Rounds half away from zero: the one place where money is rounded. `numerator / denominator` may be any size. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n !== denominator < 0n ? -1n : 1n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  return sign * ((n * 2n + d) / (d * 2n));
}

/**
 * Splits an amount in proportion to weights so that the parts add up to it exactly: floor each share, then give the
 * units left over to the largest remainders (earlier first on a tie). All weights zero: everything goes to the first. With
 * a step, so are amounts that are multiples of it, into parts that are.
 */
export function allocate(amount: number, weights: readonly number[], step = 1): number[] {
  if (step > 1) return allocate(amount / step, weights).map((part) => part * step);
  if (weights.length === 0) return [];
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) return weights.map((_, index) => (index === 0 ? amount : 0));
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, floor: product / total, remainder: product % total };
  });
  let left = BigInt(amount) - shares.reduce((sum, share) => sum + share.floor, 0n);
  const parts = shares.map((share) => Number(share.floor));
  for (const share of shares.toSorted((a, b) =>
    a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1,
  )) {
    if (left <= 0n) break;
    parts[share.index] = (parts[share.index] ?? 0) + 1;
    left -= 1n;
  }
  return parts;
}

/**
 * Parses what a person typed in a plain decimal ("12.50", full-width digits too) into minor units, or null when no such
 * amount can be charged.
 */
export function parseAmount(text: string, currency: Currency): number | null {
  const exponent = currencyExponents[currency];
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.normalize("NFKC").trim());
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  // Three digits behind a mark are a thousand as well as a fraction: "1,000" is not a dollar.
  if (fraction.length === 3 && exponent !== 3) return null;
  if (/[1-9]/.test(fraction.slice(exponent))) return null;
  const amount = Number(whole + fraction.slice(0, exponent).padEnd(exponent, "0"));
  return amount <= amountMax && amount === chargeable(amount, currency) ? amount : null;
}

/** Minor units as a plain decimal string, for addresses, CSV and JSON-LD: 18900 USD → "189.00". */
export function toDecimal({ amount, currency }: Money): string {
  const exponent = currencyExponents[currency];
  if (exponent === 0) return String(amount);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** An amount as an input shows it, and `parseAmount` reads it: with that market's decimal mark, without groups or sign: "189,00". */
export function toTyped({ amount, currency }: Money, locale: string): string {
  const digits = currencyExponents[currency];
  const options = { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, options).format(amount / 10 ** digits);
}

const formats = new Map<string, Intl.NumberFormat>();

/** An amount as that market writes it: "$189.00", "189,00 €", "￥18,900". */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: "currency", currency });
    formats.set(key, format);
  }
  return format.format(amount / 10 ** currencyExponents[currency]);
}
