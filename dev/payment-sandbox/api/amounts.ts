import { amountMax, amountMin, exponentOf, formatMoney, isChargeable } from "../currencies.ts";
import { invalidRequest } from "./api-error.ts";

/** What Stripe demands of an amount it is to charge. */
export function requireChargeable(amount: number, currency: string, param: string): void {
  requireWholeSteps(amount, currency, param);
  if (amount > amountMax) {
    const most = formatMoney(amountMax, currency, "en-US");
    throw invalidRequest({ code: "amount_too_large", param, message: `Amount must be no more than ${most}` });
  }
  if (amount < amountMin(currency)) {
    const least = formatMoney(amountMin(currency), currency, "en-US");
    throw invalidRequest({ code: "amount_too_small", param, message: `Amount must be at least ${least}` });
  }
}

export function requireWholeSteps(amount: number, currency: string, param: string): void {
  if (isChargeable(amount, currency)) return;
  throw invalidRequest({
    code: "parameter_invalid_integer",
    param,
    message: `Invalid amount ${amount}: ${currency.toUpperCase()} has ${exponentOf(currency)} decimals, and the last digit must be 0.`,
  });
}
