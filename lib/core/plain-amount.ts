const digitsOf = /\p{Nd}/gu;

/**
 * A price as people type it, as a plain decimal: `1.200,50 €` → `1200.50`, `１，２００円` → `1200`, `١٢٫٥` → `12.5`. The last
 * separator is the decimal one, unless it groups: three digits follow it in a currency that has no three decimals, or it
 * stands more than once. Empty when nothing can be read. Shared by the server and the filters' script.
 */
export function plainAmount(text: string, decimals: number): string {
  const plain = text
    .normalize("NFKC")
    .replace(digitsOf, toLatin)
    .replace(/[٫⸴、]/gu, ".")
    .replace(/[\s'’٬\p{Sc}円]|[A-Z]{3}/gu, "");
  const match = /^(\d{1,12}|\d[\d.,]{0,20}\d)(?:[.,])?$/.exec(plain);
  const [, number = ""] = match ?? [];
  const last = Math.max(number.lastIndexOf("."), number.lastIndexOf(","));
  if (last < 0) return number;
  const separator = number.charAt(last);
  const fraction = number.slice(last + 1);
  const groups = number.indexOf(separator) !== last || (fraction.length === 3 && decimals !== 3);
  const whole = number.slice(0, last).replace(/[.,]/g, "");
  return groups ? `${whole}${fraction}` : `${whole}.${fraction}`;
}

/** Every script's digits stand in tens: how far one is from its zero is its value. */
function toLatin(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
