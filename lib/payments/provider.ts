import type { Currency } from "@/lib/core/money";

/** The payment port. The one adapter is Stripe's; the sandbox is a server that speaks Stripe's API. */
export interface PaymentProvider {
  /** Opens a hosted page on which the shopper pays. The same key gives the same page. */
  openCheckout(request: CheckoutRequest): Promise<CheckoutState>;
  /** Closes the page if nobody has paid on it; says how it stands either way. */
  closeCheckout(sessionId: string, idempotencyKey: string): Promise<CheckoutState>;
  refund(request: {
    paymentIntentId: string;
    amount: number;
    idempotencyKey: string;
    orderId: string;
  }): Promise<{ refundId: string }>;
}

export interface CheckoutRequest {
  orderId: string;
  customerId: string;
  orderNumber: string;
  idempotencyKey: string;
  locale: string;
  email: string;
  currency: Currency;
  /** Add up to the order's total exactly, shipping and tax included as lines of their own. */
  lines: { name: string; description?: string; unitAmount: number; quantity: number }[];
  expiresAt: Date;
  successUrl: string;
  cancelUrl: string;
}

export interface CheckoutState {
  sessionId: string;
  url: string | null;
  status: "open" | "complete" | "expired";
  paymentStatus: "paid" | "unpaid" | "no_payment_required";
  paymentIntentId: string | null;
  amountTotal: number;
  currency: string;
}

/** The provider will not do it, and asking again will not help: our request is wrong, or what it asks for is gone. */
export class PaymentRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
