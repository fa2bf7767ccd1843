import { ZodError } from "zod";
import type { Currency } from "@/lib/core/money";

/** The payment port. The one adapter is Stripe's; the sandbox is a server that speaks Stripe's API. */
export interface PaymentProvider {
  /** Opens a hosted page on which the shopper pays. The same key gives the same page. */
  openCheckout(request: CheckoutRequest): Promise<CheckoutState>;
  /** Closes the page if nobody has paid on it; says how it stands either way. */
  closeCheckout(sessionId: string, idempotencyKey: string): Promise<CheckoutState>;
  readCheckout(sessionId: string): Promise<CheckoutState>;
  readIntent(paymentIntentId: string): Promise<IntentState>;
  /** Takes money that was set aside, all or part of it; says how it stands, also where it was taken or let go before. */
  capture(request: { paymentIntentId: string; amount: number; idempotencyKey: string }): Promise<IntentState>;
  /** Lets go of money that was set aside, or of a payment the buyer has yet to make; says how it stands, also where it won't be. */
  release(request: { paymentIntentId: string; idempotencyKey: string }): Promise<IntentState>;
  /** `refundId` is ours: the provider keeps it, so that its webhook finds our refund before we know the provider's id. */
  refund(request: {
    paymentIntentId: string;
    amount: number;
    idempotencyKey: string;
    orderId: string;
    refundId: string;
  }): Promise<{ refundId: string; status: RefundState["status"] }>;
  /** Every refund of a payment, whoever made it. */
  listRefunds(paymentIntentId: string): Promise<RefundState[]>;
  /** The one of them that bears our id, whatever can't be read of the others; null where there is none. */
  findRefund(request: { paymentIntentId: string; refundId: string }): Promise<MadeRefund | null>;
  readDispute(disputeId: string): Promise<DisputeState>;
  readFraudWarning(warningId: string): Promise<FraudWarningState>;
  /** What happened, or was made, in a stretch of time, newest first, a page at a time. */
  listEvents(window: Window): Promise<Page<StoredEvent>>;
  /** Of one taken in part, what went back as the provider counts it: `readIntent` tells apart what was never taken. */
  listIntents(window: Window): Promise<Page<IntentState>>;
}

/** From `from` until just before `until`; `after` is the last of the page before. */
export interface Window {
  from: Date;
  until: Date;
  after?: string | undefined;
}

export interface Page<T> {
  items: T[];
  /** Where the next page begins; null on the last. */
  next: string | null;
}

/** An event as the inbox keeps it. */
export interface StoredEvent {
  eventId: string;
  type: string;
  payload: object;
}

export interface IntentState {
  paymentIntentId: string;
  /** `requires_action`: the buyer's, on the page while it is open, and once it is complete at a till or by transfer. */
  status: "unpaid" | "requires_action" | "processing" | "authorized" | "captured" | "canceled";
  /** What the buyer agreed to; what was taken of it; what of that went back; what was set aside and is never taken. */
  amount: number;
  capturedAmount: number;
  refundedAmount: number;
  untakenAmount: number;
  currency: string;
  /** Of the try that failed last, where it came as far as the bank. */
  failedChargeId: string | null;
  /** While authorized: when the money is no longer set aside. */
  authorizedUntil: Date | null;
  /** As we named it when the page was opened; null for a payment that is none of ours. */
  order: { customerId: string; orderId: string } | null;
}

export interface RefundState {
  providerRefundId: string;
  paymentIntentId: string;
  amount: number;
  currency: string;
  status: "pending" | "succeeded" | "failed";
  failure: string | null;
  /** Ours, where we asked for it; null for one made in the provider's own back office. */
  refundId: string | null;
  /** When the provider made it, by its clock. */
  createdAt?: Date | undefined;
}

export interface DisputeState {
  disputeId: string;
  /** Null for one of a payment that no page was opened for. */
  paymentIntentId: string | null;
  status: string;
  reason: string;
  amount: number;
  currency: string;
  /** Until when evidence may be given; null where none is asked for. */
  dueBy: Date | null;
  openedAt: Date;
}

export interface FraudWarningState {
  warningId: string;
  /** Null for one of a payment that no page was opened for. */
  paymentIntentId: string | null;
  /** In the provider's words. */
  fraudType: string;
  /** The payment is neither given back whole nor disputed yet. */
  isActionable: boolean;
}

/** What is told of a refund that we asked for. */
export type MadeRefund = Pick<RefundState, "providerRefundId" | "status" | "failure">;

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
  /** `on_shipment`: the money is only set aside. */
  captureMode: "at_once" | "on_shipment";
  /** Leaves out the ways to pay with which a buyer leaves the page without having paid. */
  promptOnly: boolean;
  successUrl: string;
  cancelUrl: string;
}

export interface CheckoutState {
  sessionId: string;
  url: string | null;
  status: "open" | "complete" | "expired";
  paymentStatus: "paid" | "unpaid" | "no_payment_required";
  paymentIntentId: string | null;
  /** Null where the page does not say: its payment does. */
  amountTotal: number | null;
  currency: string | null;
  /** As we named it; null for a page that is none of ours. */
  order: { customerId: string; orderId: string } | null;
  /** Its second name: the order's id; null where it has none. */
  reference: string | null;
}

/** What went back may be what was never taken: only the payment's own refunds tell. */
export const mayBeUntaken = ({ untakenAmount, refundedAmount }: IntentState): boolean =>
  untakenAmount > 0 && refundedAmount >= untakenAmount;

/**
 * The provider failed, and keeps that as its answer to this call's key for a day, or knows the key by another request: under
 * the same key it would fail again, so whoever asks again takes another. Whether the work was done nobody knows.
 */
export class FailureKept extends Error {}

/**
 * The provider can't be reached, asks us to wait or is in trouble itself: whatever it is asked now, it would fail. Or only what
 * it was asked about would, as an object that is locked: where the next one and a list fail too, it is the provider.
 */
export class ProviderAway extends Error {}

/** The provider told of something else than it was asked about: nothing is known, and nothing may be written down. */
export class StrangeAnswer extends Error {}

/**
 * The provider will not do it: our request is wrong, or what it asks for is gone. Under the same key it mostly says the same
 * for a day; under another it may do what it did not know of yet, or what stands otherwise by then.
 */
export class PaymentRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The shop's key at the provider may not do it: nothing is wrong with what was asked, and once the key may, it is done. */
export class NotPermitted extends Error {}

/** Whether the provider answered, if with nothing that can be used: asked again soon, it mostly says the same. */
export const isAnswer = (error: unknown): boolean =>
  [PaymentRefused, NotPermitted, StrangeAnswer, ZodError].some((kind) => error instanceof kind);
