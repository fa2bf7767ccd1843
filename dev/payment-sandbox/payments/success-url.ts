import type { Session } from "../state/records.ts";

/** Only the bare placeholder is filled in, as at Stripe: an encoded one (`%7BCHECKOUT…`) stays and shows the mistake. */
export function successUrlOf(session: Session): string {
  return session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}
