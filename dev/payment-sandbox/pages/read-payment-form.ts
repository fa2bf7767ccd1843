import type { CardDetails, Payer } from "../payments/pay-session.ts";
import type { Word } from "./messages.ts";

export type Field = "email" | "number" | "expiry" | "cvc" | "name" | "holder" | "iban" | "payer";

export const methodTypes = ["card", "sepa_debit", "konbini"] as const;
export type MethodType = (typeof methodTypes)[number];

/** What may be shown again after an error: nothing of the card. */
export interface Kept {
  method: MethodType;
  email: string;
  name: string;
  holder: string;
  payer: string;
}

export type FieldErrors = Partial<Record<Field, Word>>;

export type PaymentForm =
  | { ok: false; kept: Kept; errors: FieldErrors }
  | { ok: true; kept: Kept; method: "card"; payer: Payer; card: CardDetails }
  | { ok: true; kept: Kept; method: "sepa_debit"; payer: Payer; iban: string }
  | { ok: true; kept: Kept; method: "konbini"; payer: Payer };

export function readPaymentForm(form: URLSearchParams, nowMs: number): PaymentForm {
  const given = (name: string) => (form.get(name) ?? "").trim().slice(0, 300);
  const kept: Kept = {
    method: methodTypes.find((type) => type === given("method")) ?? "card",
    email: given("email"),
    name: given("name"),
    holder: given("holder"),
    payer: given("payer"),
  };
  const errors: FieldErrors = {};
  if (!isEmail(kept.email)) errors.email = "emailInvalid";
  if (kept.method === "sepa_debit") {
    const iban = given("iban").replace(/\s/g, "").toUpperCase();
    if (!kept.holder) errors.holder = "holderMissing";
    if (!isIban(iban)) errors.iban = "ibanInvalid";
    if (Object.keys(errors).length > 0) return { ok: false, kept, errors };
    return { ok: true, kept, method: "sepa_debit", payer: { email: kept.email, name: kept.holder }, iban };
  }
  if (kept.method === "konbini") {
    if (!kept.payer) errors.payer = "payerMissing";
    if (Object.keys(errors).length > 0) return { ok: false, kept, errors };
    return { ok: true, kept, method: "konbini", payer: { email: kept.email, name: kept.payer } };
  }
  const number = given("number").replace(/[\s-]/g, "");
  const expiry = readExpiry(given("expiry"));
  if (number === "") errors.number = "numberMissing";
  else if (!isCardNumber(number)) errors.number = "numberInvalid";
  if (!expiry) errors.expiry = "expiryInvalid";
  else if (Date.UTC(expiry.year, expiry.month) <= nowMs) errors.expiry = "expiryPast";
  if (!/^\d{3,4}$/.test(given("cvc"))) errors.cvc = "cvcInvalid";
  if (!kept.name) errors.name = "nameMissing";
  if (!expiry || Object.keys(errors).length > 0) return { ok: false, kept, errors };
  const card = { number, expMonth: expiry.month, expYear: expiry.year };
  return { ok: true, kept, method: "card", payer: { email: kept.email, name: kept.name }, card };
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** `12/34`, `1234`, `12 / 2034`. */
function readExpiry(text: string): { month: number; year: number } | null {
  const found = /^(\d{1,2})\s*[/.\- ]\s*(\d{2}|\d{4})$/.exec(text) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(text);
  const month = Number(found?.[1]);
  const year = Number(found?.[2]);
  if (!found || month < 1 || month > 12) return null;
  return { month, year: year < 100 ? 2000 + year : year };
}

function isCardNumber(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  let sum = 0;
  for (const [i, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban)) return false;
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest === 1;
}
