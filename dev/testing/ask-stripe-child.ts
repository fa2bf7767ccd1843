import { stripeClient } from "../../lib/payments/stripe-client";

/** Asks Stripe for something so many times at once, and ends. */
const times = Number(process.argv[2]);

await Promise.all(Array.from({ length: times }, () => stripeClient().refunds.list({ limit: 1 })));
process.exit(0);
