/** What a buyer fills the provider's page with. */
export const byCard = (number = "4242424242424242") => ({
  ...{ method: "card", number, expiry: "12/39", cvc: "123", name: "Mara" },
});

/** A page of money that is only set aside knows no debits, and refuses it: that buyer leaves. */
export const byDebit = (holder: string) => ({
  ...{ method: "sepa_debit", iban: "DE89370400440532013000", holder, step: "pay" },
});

/** A page in dollars, of money that is only set aside, or of what many want at once knows no vouchers: that buyer leaves. */
export const byVoucher = () => ({ method: "konbini", payer: "田中 そら", step: "pay" });

/** Whatever the page answers (paid, declined, expired), it was asked. */
export async function payOnPage(url: string, fields: Record<string, string>): Promise<number> {
  const body = new URLSearchParams({ email: "mara@example.com", ...fields });
  return (await fetch(url, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(15_000) })).status;
}

/** The buyer brings the page's voucher to a till, which takes no money for one that is over or was never given. */
export async function payAtTill(url: string): Promise<number> {
  const { origin, pathname } = new URL(url);
  const body = JSON.stringify({ session: pathname.split("/").at(-1), status: "paid" });
  return (await fetch(`${origin}/sandbox/vouchers`, { method: "POST", body, signal: AbortSignal.timeout(15_000) }))
    .status;
}
