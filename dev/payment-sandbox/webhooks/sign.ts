import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header for a body as it goes over the wire. */
export function signPayload(payload: string, secret: string, atSeconds: number): string {
  const signature = createHmac("sha256", secret).update(`${atSeconds}.${payload}`).digest("hex");
  return `t=${atSeconds},v1=${signature}`;
}
