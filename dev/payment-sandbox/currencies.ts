/** Stripe's own lists: how many digits follow the point, and the least it will charge. */
const zeroDecimal = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "));
const threeDecimal = new Set("bhd jod kwd omr tnd".split(" "));
const leastCharge: Record<string, number> = {
  aed: 200,
  bgn: 100,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  thb: 1000,
};
const known = new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));

/** The largest amount of one payment, in any currency's minor units. */
export const amountMax = 99_999_999;

export function isCurrency(code: string): boolean {
  return known.has(code);
}

export function exponentOf(currency: string): 0 | 2 | 3 {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}

export function amountMin(currency: string): number {
  return leastCharge[currency] ?? (threeDecimal.has(currency) ? 100 : 50);
}

/** The networks carry two decimals at most: in a three-decimal currency the last digit has to be 0. */
export function isChargeable(amount: number, currency: string): boolean {
  return !threeDecimal.has(currency) || amount % 10 === 0;
}

export function formatMoney(amount: number, currency: string, locale: string): string {
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}
