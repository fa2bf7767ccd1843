import { vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { ok } from "@/lib/core/result";
import { enqueue } from "@/lib/jobs/queue";
import type { CheckoutState, PaymentProvider } from "@/lib/payments/provider";
import { has, planted } from "./planted";

// The shop as it is, but for the guard that is taken out: each of these does its own work unless its bug is planted.

// Pages are not served here.
vi.mock("@/lib/cache/revalidate", () => ({ revalidate: async () => undefined }));
vi.mock("@/lib/core/clock", async (real) => {
  const clock = await real<typeof import("@/lib/core/clock")>();
  return { ...clock, systemClock: () => new Date(Date.now() + planted.aheadMs) };
});
/** A page that stays open, so that money comes for orders that are off. */
const closedOnPaper = (sessionId: string): CheckoutState => ({
  ...{ sessionId, url: null, status: "expired", paymentStatus: "unpaid", paymentIntentId: null },
  ...{ amountTotal: null, currency: null, order: null, reference: null },
});
vi.mock("@/lib/payments/stripe", async (real) => {
  const { stripePayments } = await real<typeof import("@/lib/payments/stripe")>();
  return {
    stripePayments: (...args: Parameters<typeof stripePayments>): PaymentProvider => {
      const provider = stripePayments(...args);
      const key = (own: string) => (has("a key a call") ? newId() : own);
      return {
        ...provider,
        openCheckout: (wish) =>
          provider.openCheckout({
            ...wish,
            idempotencyKey: key(wish.idempotencyKey),
            promptOnly: wish.promptOnly && !has("vouchers for all"),
          }),
        closeCheckout: async (sessionId, own) =>
          has("money kept") ? closedOnPaper(sessionId) : provider.closeCheckout(sessionId, key(own)),
        capture: (wish) => provider.capture({ ...wish, idempotencyKey: key(wish.idempotencyKey) }),
        release: (wish) => provider.release({ ...wish, idempotencyKey: key(wish.idempotencyKey) }),
        refund: (wish) => provider.refund({ ...wish, idempotencyKey: key(wish.idempotencyKey) }),
      };
    },
  };
});
vi.mock("@/lib/orders/insert-order", async (real) => {
  const { insertOrder } = await real<typeof import("@/lib/orders/insert-order")>();
  return {
    // Whose lines stay in the cart finds them there again.
    insertOrder: async (...[tx, order]: Parameters<typeof insertOrder>) => {
      if (!has("one key, two orders")) return insertOrder(tx, order);
      await insertOrder(tx, { ...order, takesFromCart: false });
      return order.lines.length;
    },
  };
});
vi.mock("@/lib/orders/lock-order", async (real) => {
  const { lockOrder } = await real<typeof import("@/lib/orders/lock-order")>();
  return {
    lockOrder: async (...[tx, key]: Parameters<typeof lockOrder>) => {
      if (!has("no order lock")) return lockOrder(tx, key);
      return (await tx.order.count({ where: { customerId: key.customerId, orderId: key.orderId } })) === 1;
    },
  };
});
vi.mock("@/lib/orders/lock-payment", async (real) => {
  const { lockPayment } = await real<typeof import("@/lib/orders/lock-payment")>();
  return {
    lockPayment: async (...[tx, { customerId, orderId }]: Parameters<typeof lockPayment>) => {
      if (!has("no order lock")) return lockPayment(tx, { customerId, orderId });
      const { order, ...payment } = await tx.payment.findUniqueOrThrow({
        where: { customerId_orderId: { customerId, orderId } },
        select: {
          status: true,
          amount: true,
          currency: true,
          paymentIntentId: true,
          order: { select: { status: true } },
        },
      });
      return { ...payment, orderStatus: order.status };
    },
  };
});
vi.mock("@/lib/orders/reconcile/reconcile", async (real) => {
  const { reconcile } = await real<typeof import("@/lib/orders/reconcile/reconcile")>();
  return {
    reconcile: async (...args: Parameters<typeof reconcile>) => (has("books not compared") ? null : reconcile(...args)),
  };
});
vi.mock("@/lib/inventory/hold-stock", async (real) => {
  const { holdStock } = await real<typeof import("@/lib/inventory/hold-stock")>();
  return {
    holdStock: async (...[tx, hold]: Parameters<typeof holdStock>) => {
      const held = await holdStock(tx, hold);
      return held.ok && has("no stock condition") ? ok({ expected: [] }) : held;
    },
  };
});
vi.mock("@/lib/inventory/count-purchase", async (real) => {
  const count = await real<typeof import("@/lib/inventory/count-purchase")>();
  return {
    ...count,
    countPurchase: async (...[tx, line, { buyer, max }, now]: Parameters<typeof count.countPurchase>) =>
      count.countPurchase(tx, line, { buyer, max: has("no limit asked for") ? null : max }, now),
    discountPurchase: async (...args: Parameters<typeof count.discountPurchase>) =>
      has("limits not given back") ? undefined : count.discountPurchase(...args),
  };
});
vi.mock("@/lib/inventory/switch-location", async (real) => {
  const { switchLocation } = await real<typeof import("@/lib/inventory/switch-location")>();
  return {
    switchLocation: async (...[db, staff, locationId, active]: Parameters<typeof switchLocation>) => {
      if (!has("switched on paper")) return switchLocation(db, staff, locationId, active);
      const { merchantId } = staff;
      await db.location.updateMany({ where: { merchantId, locationId }, data: { active: false } });
      return ok(null);
    },
  };
});
vi.mock("@/lib/inventory/release-holds", async (real) => {
  const { releaseHolds } = await real<typeof import("@/lib/inventory/release-holds")>();
  return {
    releaseHolds: async (...args: Parameters<typeof releaseHolds>) =>
      has("stock kept on lapse") ? 0 : releaseHolds(...args),
  };
});
vi.mock("@/lib/orders/order", async (real) => {
  const order = await real<typeof import("@/lib/orders/order")>();
  const { holdsMoney } = order;
  return {
    ...order,
    holdsMoney: (status: Parameters<typeof holdsMoney>[0]) => !has("money believed twice") && holdsMoney(status),
  };
});
vi.mock("@/lib/payments/store-event", async (real) => {
  const { storeEvent } = await real<typeof import("@/lib/payments/store-event")>();
  return {
    storeEvent: async (...[db, event, now]: Parameters<typeof storeEvent>) => {
      const stored = await storeEvent(db, event, now);
      if (has("no inbox") && !stored) return storeEvent(db, { ...event, eventId: `${event.eventId}_${newId()}` }, now);
      if (has("events not handled"))
        await db.$executeRaw`delete from graphile_worker._private_jobs where key = ${`payments.settle:${event.eventId}`}`;
      return stored;
    },
  };
});
vi.mock("@/lib/payments/change-gift-card", async (real) => {
  const { changeGiftCard } = await real<typeof import("@/lib/payments/change-gift-card")>();
  return {
    changeGiftCard: async (...[tx, entry, now]: Parameters<typeof changeGiftCard>) => {
      if (!has("no credit condition")) return changeGiftCard(tx, entry, now);
      await tx.$executeRaw`update gift_card set balance = balance + ${entry.delta}::int where code_hash = ${entry.codeHash}`;
      return ok(null);
    },
  };
});
vi.mock("@/lib/payments/change-store-credit", async (real) => {
  const { changeStoreCredit } = await real<typeof import("@/lib/payments/change-store-credit")>();
  return {
    changeStoreCredit: async (...[tx, entry, now]: Parameters<typeof changeStoreCredit>) => {
      const changed = await changeStoreCredit(tx, entry, now);
      if (has("store credit's ledger not kept"))
        await tx.storeCreditEntry.deleteMany({ where: { customerId: entry.customerId, at: now, delta: entry.delta } });
      return changed;
    },
  };
});
vi.mock("@/lib/fulfilment/read-order-parts", async (real) => {
  const { readOrderParts } = await real<typeof import("@/lib/fulfilment/read-order-parts")>();
  return {
    readOrderParts: async (...args: Parameters<typeof readOrderParts>) => {
      const order = await readOrderParts(...args);
      return order && has("parts cut twice") ? { ...order, parts: [] } : order;
    },
  };
});
vi.mock("@/lib/inventory/reserve-stock", async (real) => {
  const { reserveStock } = await real<typeof import("@/lib/inventory/reserve-stock")>();
  return {
    reserveStock: async (...[db, wish]: Parameters<typeof reserveStock>) => {
      const reserved = await reserveStock(db, wish);
      return reserved.ok && has("no stock condition") ? ok({ expected: false, isNew: true }) : reserved;
    },
  };
});
vi.mock("@/lib/inventory/tell-stock", async (real) => {
  const tell = await real<typeof import("@/lib/inventory/tell-stock")>();
  return {
    ...tell,
    relistFew: async (...args: Parameters<typeof tell.relistFew>) =>
      has("lists not told") ? undefined : tell.relistFew(...args),
  };
});
vi.mock("@/lib/orders/read-money-left", async (real) => {
  const { readMoneyLeft } = await real<typeof import("@/lib/orders/read-money-left")>();
  return {
    readMoneyLeft: async (...args: Parameters<typeof readMoneyLeft>) => {
      const left = await readMoneyLeft(...args);
      return has("no refund cap") ? { ...left, payment: 1_000_000 } : left;
    },
  };
});
vi.mock("@/lib/orders/read-refundable", async (real) => {
  const refundable = await real<typeof import("@/lib/orders/read-refundable")>();
  return {
    ...refundable,
    readRefundable: async (...args: Parameters<typeof refundable.readRefundable>) => {
      const order = await refundable.readRefundable(...args);
      if (!order || !has("no refund cap")) return order;
      const settled = { settledQuantity: 0, settledAmount: 0, settledTax: 0 };
      return { ...order, lines: order.lines.map((line) => ({ ...line, ...settled })) };
    },
  };
});
vi.mock("@/lib/orders/write-paid", async (real) => {
  const { writePaid } = await real<typeof import("@/lib/orders/write-paid")>();
  return {
    writePaid: async (...[tx, key, paid, now]: Parameters<typeof writePaid>) => {
      const isNew = await writePaid(tx, key, paid, now);
      if (has("told twice")) {
        const cause = "confirmed:again";
        await tx.notice.create({ data: { ...key, cause, createdAt: now } });
        await enqueue(tx, "mail.send", { ...key, cause }, { key: `${key.orderId}:${cause}` });
      }
      return isNew;
    },
  };
});
vi.mock("@/lib/jobs/enqueue-all", async (real) => {
  const jobs = await real<typeof import("@/lib/jobs/enqueue-all")>();
  return {
    ...jobs,
    enqueueAll: (...[tx, caused]: Parameters<typeof jobs.enqueueAll>) => {
      const lost = has("a job is lost") ? "fulfilment.cut" : has("mails not sent") ? "mail.send" : null;
      return jobs.enqueueAll(
        tx,
        caused.filter(({ name }) => name !== lost),
      );
    },
  };
});
vi.mock("@/lib/inventory/return-stock", async (real) => {
  const { returnStock } = await real<typeof import("@/lib/inventory/return-stock")>();
  return {
    returnStock: async (...args: Parameters<typeof returnStock>) =>
      has("units not put back") ? 0 : returnStock(...args),
  };
});
/** Why money that came for no order goes back. */
const uncalledFor = ["paid_twice", "amount_mismatch", "out_of_stock", "order_cancelled"];
vi.mock("@/lib/orders/owe-refund", async (real) => {
  const owe = await real<typeof import("@/lib/orders/owe-refund")>();
  return {
    ...owe,
    oweRefund: async (...[tx, order, wish, now]: Parameters<typeof owe.oweRefund>) => {
      if (has("money kept") && uncalledFor.includes(wish.reason))
        return ok({ refundId: newId(), paymentAmount: 0, creditAmount: 0 });
      const isShort = has("a cent kept back") && wish.lines?.some(({ amount }) => amount > 1);
      return owe.oweRefund(tx, order, isShort ? { ...wish, amount: wish.amount - 1 } : wish, now);
    },
  };
});
vi.mock("@/lib/orders/capture-payment", async (real) => {
  const { capturePayment } = await real<typeof import("@/lib/orders/capture-payment")>();
  return {
    capturePayment: async (...args: Parameters<typeof capturePayment>) =>
      has("never captured") ? "nothing_to_capture" : capturePayment(...args),
  };
});
vi.mock("@/lib/orders/record-capture", async (real) => {
  const { recordCapture } = await real<typeof import("@/lib/orders/record-capture")>();
  return {
    recordCapture: async (...args: Parameters<typeof recordCapture>) =>
      has("captures not written down") ? undefined : recordCapture(...args),
  };
});
vi.mock("@/lib/orders/lapse-order", async (real) => {
  const lapse = await real<typeof import("@/lib/orders/lapse-order")>();
  return {
    ...lapse,
    lapseOrder: async (...args: Parameters<typeof lapse.lapseOrder>) =>
      has("orders never lapse") ? "not_due" : lapse.lapseOrder(...args),
  };
});
vi.mock("@/lib/orders/release-promise", async (real) => {
  const { releasePromise } = await real<typeof import("@/lib/orders/release-promise")>();
  return {
    releasePromise: async (...args: Parameters<typeof releasePromise>) =>
      has("vouchers given up unasked") ? "canceled" : releasePromise(...args),
  };
});
vi.mock("@/lib/orders/owe-notice", async (real) => {
  const { oweNotice } = await real<typeof import("@/lib/orders/owe-notice")>();
  return {
    oweNotice: async (...[tx, order, cause, now]: Parameters<typeof oweNotice>) =>
      has("parcels not told") && cause.startsWith("shipped:") ? undefined : oweNotice(tx, order, cause, now),
  };
});
vi.mock("@/lib/notifications/send-merchant-notice", async (real) => {
  const { sendMerchantNotice } = await real<typeof import("@/lib/notifications/send-merchant-notice")>();
  return {
    sendMerchantNotice: async (...args: Parameters<typeof sendMerchantNotice>) =>
      has("merchants not mailed") ? "nothing_to_say" : sendMerchantNotice(...args),
  };
});
vi.mock("@/lib/notifications/post-webhook", async (real) => {
  const { webhookChannel } = await real<typeof import("@/lib/notifications/post-webhook")>();
  return {
    webhookChannel: (...args: Parameters<typeof webhookChannel>) =>
      has("webhooks not posted") ? { post: async () => ({ status: 204, error: null }) } : webhookChannel(...args),
  };
});
vi.mock("@/lib/notifications/publish-webhook", async (real) => {
  const publish = await real<typeof import("@/lib/notifications/publish-webhook")>();
  return {
    ...publish,
    publishWebhook: async (...[db, event, now]: Parameters<typeof publish.publishWebhook>) => {
      if (has("events published twice")) await publish.publishWebhook(db, { ...event, eventId: newId() }, now);
      return publish.publishWebhook(db, event, now);
    },
  };
});
vi.mock("@/lib/fulfilment/cut-fulfilments", async (real) => {
  const { cutFulfilments } = await real<typeof import("@/lib/fulfilment/cut-fulfilments")>();
  return {
    cutFulfilments: async (...args: Parameters<typeof cutFulfilments>) => {
      if (has("a job that can't be done")) throw new Error("planted");
      return cutFulfilments(...args);
    },
  };
});
