import { Readable } from "node:stream";
import { addLine } from "@/lib/cart/change-cart";
import { fileBytesMax } from "@/lib/catalog/import/desk/product-import";
import { receiveFile } from "@/lib/catalog/import/desk/receive-file";
import { days } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { markDelivered } from "@/lib/fulfilment/mark-delivered";
import { shipFulfilment } from "@/lib/fulfilment/ship-fulfilment";
import { requireMarket } from "@/lib/i18n/markets";
import { createDrop } from "@/lib/inventory/waiting-room/create-drop";
import { enqueue } from "@/lib/jobs/queue";
import { addEndpoint } from "@/lib/notifications/add-endpoint";
import { changeEndpoint } from "@/lib/notifications/change-endpoint";
import { finishRefund } from "@/lib/orders/finish-refund";
import { oweRefund } from "@/lib/orders/owe-refund";
import { readOrder } from "@/lib/orders/read-order";
import { approveReturn } from "@/lib/orders/returns/approve-return";
import { inspectReturn } from "@/lib/orders/returns/inspect-return";
import { receiveReturn } from "@/lib/orders/returns/receive-return";
import { requestReturn } from "@/lib/orders/returns/request-return";
import { changeStoreCredit } from "@/lib/payments/change-store-credit";
import { issueGiftCard } from "@/lib/payments/issue-gift-card";
import { boostProducts } from "@/lib/search/merchandising/boost-products";
import { createRule } from "@/lib/search/merchandising/create-rule";
import { pinProduct } from "@/lib/search/merchandising/pin-product";
import { readRule } from "@/lib/search/merchandising/read-rule";
import { settingsMark } from "@/lib/search/merchandising/settings-mark";
import { makeOrder } from "./buyer";
import { makeProduct, makeWorld } from "./fixtures";
import { hire } from "./hire";
import { makeSettledOrder } from "./settled-order";

export type BackRoom = Awaited<ReturnType<typeof furnishBackRoom>>;

const secret = "a secret for tests, and for tests only";

/**
 * A merchant with one of everything that an action can be about, in the state in which it can be done; an order of theirs,
 * sent in part, its buyer with a cart and store credit; and another that nobody has paid.
 */
export async function furnishBackRoom(db: Db) {
  const now = new Date();
  const world = await makeWorld(db);
  const { merchantId } = world;
  const owner = await hire(db, { merchantId, role: "owner", operator: true });
  const locationId = newId();
  await db.location.create({ data: { merchantId, locationId, name: "Voss", country: "NO", createdAt: now } });
  const [lamp, pot] = [await makeProduct(db, world, { onHand: 50 }), await makeProduct(db, world, { onHand: 50 })];
  const order = await makeSettledOrder(db, [
    { ...lamp, quantity: 12 },
    { ...pot, quantity: 8 },
  ]);
  const key = { customerId: order.customerId, orderId: order.orderId };
  const unpaid = await makeOrder(db, [lamp], "en-US", now);
  await cutFulfilments(db, key, now);
  const { fulfilmentId } = await db.fulfilment.findFirstOrThrow({ where: { orderId: order.orderId } });
  const read = await readOrder(db, key);
  const [first = "", second = ""] = (read?.lines ?? []).map(({ lineId }) => lineId);

  const ship = async (lineId: string, quantity: number) => {
    const shipmentId = newId();
    const lines = [first, second].map((each) => ({ lineId: each, quantity: each === lineId ? quantity : 0 }));
    const parcel = { fulfilmentId, shipmentId, carrier: "ups" as const, tracking: "1Z999999", lines };
    const shipped = await shipFulfilment(db, owner, parcel, now);
    if (!shipped.ok) throw new Error(shipped.error.code);
    return shipmentId;
  };
  await markDelivered(db, owner, { fulfilmentId, shipmentId: await ship(first, 9) }, now);
  const shipmentId = await ship(second, 2);

  const sendBack = async (...steps: ((returnId: string) => Promise<{ ok: boolean }>)[]) => {
    const returnId = newId();
    const lines = [{ lineId: first, quantity: 1, reason: "changed_mind" as const }];
    const wish = { ...key, returnId, resolution: "refund" as const, comment: "", lines };
    for (const step of [() => requestReturn(db, wish, now), ...steps])
      if (!(await step(returnId)).ok) throw new Error("the test's return could not be taken further");
    return returnId;
  };
  const approved = (returnId: string) => approveReturn(db, owner, { returnId, carrier: "ups", tracking: "1Z" }, now);
  const received = (returnId: string) => receiveReturn(db, owner, { returnId }, now);
  const inspected = (returnId: string) =>
    inspectReturn(db, owner, { returnId, lines: [{ lineId: first, accepted: 1, restock: 1 }] }, now);
  const returns = {
    approve: await sendBack(),
    reject: await sendBack(),
    keepItems: await sendBack(),
    receive: await sendBack(approved),
    inspect: await sendBack(approved, received),
    settle: await sendBack(approved, received, inspected),
  };

  for (const amount of [300, 400]) {
    const refundId = newId();
    await inTransaction(db, async (tx) => {
      await oweRefund(tx, key, { refundId, amount, reason: "goodwill", actor: "clock" }, now);
      await finishRefund(tx, key, { refundId, to: "failed", lastError: "no", actor: "stripe" }, now);
    });
  }
  const differences = await db.bookDifference.findMany({ where: { orderId: key.orderId } });
  await inTransaction(db, (tx) =>
    changeStoreCredit(
      tx,
      { customerId: key.customerId, currency: "USD", delta: 900, reason: "goodwill", actor: "clock" },
      now,
    ),
  );
  const card = { amount: 900, currency: "USD" as const, email: null, locale: "en-US", expiresAt: null };
  const { codeHash } = await issueGiftCard(
    db,
    { ...card, cardId: newId(), actor: `staff:${owner.staffId}` },
    { secret },
    now,
  );

  const endpoint = await addEndpoint(db, owner, { url: "https://hooks.example.com/x", types: [] }, now);
  const endpointId = endpoint.ok ? endpoint.value.endpointId : "";
  await changeEndpoint(db, owner, { endpointId, change: "test" }, now);
  await db.webhookDelivery.updateMany({ where: { endpointId }, data: { status: "failed" } });
  const wished = { query: "teapot", language: "en" as const, match: "exact" as const, target: null };
  const rule = await createRule(db, owner, { ...wished, startsAt: null, endsAt: null, owner: "merchant" }, now);
  const ruleId = rule.ok ? rule.value.ruleId : "";
  await pinProduct(db, owner, ruleId, { productId: pot.productId, position: 2 }, now);
  const boosted = { on: "product", key: lamp.productId, strength: "up" } as const;
  await boostProducts(db, owner, ruleId, boosted, now);
  const found = await readRule(db, owner, ruleId);
  const drop = await createDrop(
    db,
    { ...owner, now },
    { productId: pot.productId, opensAt: new Date(now.getTime() + days(1)), pacePerSecond: 5 },
  );
  const imported = await receiveFile(
    db,
    { ...owner, now },
    { fileName: "a.csv", language: "en", currency: "USD", bytes: Readable.from([Buffer.from("id,title")]) },
    fileBytesMax,
  );
  const importId = imported.ok ? imported.value.importId : "";
  await db.productImport.updateMany({ where: { merchantId, importId }, data: { status: "ready" } });
  await db.$executeRaw`delete from graphile_worker._private_jobs`;
  const dead = { merchantId, endpointId, eventId: newId() };
  await enqueue(db, "webhooks.deliver", dead, { key: "dead" });
  await db.$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts`;
  const [job] = await db.$queryRaw<{ id: string }[]>`select id::text from graphile_worker._private_jobs`;
  await addLine(db, { customerId: key.customerId, quantity: 2, ...lamp }, requireMarket("en-US"), now);
  const { updatedAt } = await db.product.findUniqueOrThrow({ where: { productId: lamp.productId } });

  const cell = `${lamp.variantId}_${merchantId}`;
  const rules = {
    stockPolicy: "deny",
    oversellMax: "",
    shipsFrom: "",
    lowStockAt: "",
    perCustomerMax: "",
    stripes: "1",
  };
  return {
    owner,
    key,
    unpaid: { customerId: unpaid.customerId, orderId: unpaid.orderId },
    number: read?.number ?? "",
    unpaidNumber: (await readOrder(db, unpaid))?.number ?? "",
    differenceIds: differences.map(({ differenceId }) => differenceId),
    returns,
    shipmentId,
    drop: { productId: pot.productId, dropId: drop.ok ? drop.value.dropId : "" },
    /** What its pages send beside their form. */
    bound: {
      ruleId,
      endpointId,
      codeHash,
      importId,
      job: job?.id ?? "",
      shown: { ruleId, seen: found?.rule ? settingsMark(found.rule) : "" },
      pinned: { ruleId, productId: pot.productId },
      group: { ruleId, ...boosted },
      wanted: { endpointId },
    },
    /** Every field of every form, filled in. */
    fields: {
      ...{ locale: "en-US", mailLocale: "en-US", ...lamp, quantity: "1", saved: "true" },
      ...{ changeId: newId(), cardId: newId(), sendingId: newId(), cancellationId: newId(), refundId: newId() },
      ...{ fulfilmentId, shipmentId: newId(), returnId: newId(), merchantId, jobId: job?.id ?? "" },
      ...{ number: read?.number ?? "", differenceId: differences[0]?.differenceId ?? "", reason: "other" },
      ...{ outcome: "paid_otherwise", amount: "1.00", currency: "USD", note: "a note", expires: "2099-01-01" },
      ...{ email: "mara@example.com", password: "a password", returnTo: "/en-US/admin/orders" },
      ...{ carrier: "ups", tracking: "1Z9999999", shipping: "", gets: "", resolution: "refund", comment: "so" },
      ...{ [`quantity.${second}`]: "1", [`cancel.${second}`]: "1", [`refund.${first}`]: "1", [`tax.${first}`]: "on" },
      ...{ [`units.${second}`]: "1", [`reason.${first}`]: "changed_mind" },
      ...{ [`accepted.${first}`]: "1", [`restock.${first}`]: "1" },
      ...{ captureMode: "on_shipment", seen: updatedAt.toISOString(), status: "draft", "title-en": "Another title" },
      ...{ [`price-${lamp.variantId}`]: "70.00", [`was-${lamp.variantId}`]: "90.00" },
      ...{ [`stock-${cell}`]: "+5", [`seen-${cell}`]: "38" },
      ...{ opensAt: "2099-05-05T10:00", pacePerSecond: "5" },
      ...{
        locationId,
        active: "no",
        name: "Os",
        line1: "",
        line2: "",
        postalCode: "",
        city: "Os",
        state: "",
        country: "NO",
      },
      ...{ query: "kettle", language: "en", match: "exact", startsAt: "", endsAt: "", category: "", path: "" },
      ...{
        owner: "merchant",
        position: "1",
        group: `product ${pot.productId}`,
        strength: "up",
        alertEmail: "desk@example.com",
        returnDays: "40",
      },
      ...Object.fromEntries(Object.entries(rules).map(([name, value]) => [`seen-${name}`, value])),
      ...{ ...rules, lowStockAt: "3", perCustomerMax: "5" },
      ...{ fromLocationId: merchantId, toLocationId: locationId, url: "https://hooks.example.com/y" },
      ...{
        idempotencyKey: newId(),
        shippingMethod: "standard",
        expectedTotal: "100",
        giftCode: "",
        useStoreCredit: "on",
      },
    } satisfies Record<string, string>,
    inUnits: { first, second },
  };
}
