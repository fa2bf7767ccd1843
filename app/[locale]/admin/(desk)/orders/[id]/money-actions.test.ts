import { beforeAll, beforeEach, expect, it } from "vitest";
import { type FormState, idleForm } from "@/components/ui/form-state";
import { standAtDesk } from "@/dev/testing/at-the-desk";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { formOf } from "@/dev/testing/form-of";
import { hire } from "@/dev/testing/hire";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { cutFulfilments } from "@/lib/fulfilment/cut-fulfilments";
import { readOrder } from "@/lib/orders/read-order";
import { recordDispute } from "@/lib/orders/record-dispute";
import { refundOrder } from "@/lib/orders/refund-order";
import { callOff, giveBack } from "./money-actions";
import { taxField, unitsField } from "./parse-money";

const database = useDatabase();
let world: World;
let otherWorld: World;
beforeAll(async () => {
  const { db } = database;
  world = await makeWorld(db);
  otherWorld = await makeWorld(db);
  standAtDesk(await hire(db, { merchantId: world.merchantId, role: "clerk" }));
});

/** Three units of the clerk's merchant, and one of another. */
let order: { customerId: string; orderId: string };
let fulfilmentId = "";
let own = "";
let foreign = "";
beforeEach(async () => {
  const { db } = database;
  const [pot, lamp] = [await makeProduct(db, world), await makeProduct(db, otherWorld)];
  const { customerId, orderId } = await makeSettledOrder(db, [{ ...pot, quantity: 3 }, lamp]);
  order = { customerId, orderId };
  await cutFulfilments(db, order, noon);
  const { merchantId } = world;
  fulfilmentId = (await db.fulfilment.findFirstOrThrow({ where: { merchantId, orderId } })).fulfilmentId;
  const lines = (await readOrder(db, order))?.lines ?? [];
  own = lines.find((line) => line.merchantId === merchantId)?.lineId ?? "";
  foreign = lines.find((line) => line.merchantId !== merchantId)?.lineId ?? "";
});

const press = (fields: Record<string, string>, { values }: Pick<FormState, "values"> = idleForm) => {
  const all = { fulfilmentId, refundId: newId(), reason: "damaged", ...fields, confirm: values.confirm ?? "" };
  return giveBack("en-US", idleForm, formOf(all));
};
const refunds = () => database.db.refund.findMany({ where: order, select: { amount: true } });

it("the first press says what would go back, and the second gives it", async () => {
  const units = { [unitsField("refund", own)]: "１" };
  const asked = await press(units);
  expect(asked.status).toBe("asked");
  expect(await refunds()).toEqual([]);
  expect((await press(units, asked)).status).toBe("done");
  expect(await refunds()).toHaveLength(1);
});

it("what would go back by now is asked about anew", async () => {
  const { db } = database;
  const wish = { [unitsField("refund", own)]: "1", [taxField(own)]: "on" };
  const asked = await press(wish);
  const other = { merchantId: world.merchantId, staffId: newId() };
  const choice = { lines: [{ lineId: own, quantity: 1 }], shippingAmount: 0 };
  const meanwhile = { ...order, refundId: newId(), choice, reason: "damaged", note: "" };
  expect(await refundOrder(db, other, meanwhile, noon)).toMatchObject({ ok: true });
  const again = await press(wish, asked);
  expect(again.status).toBe("asked");
  expect(again.message).not.toBe(asked.message);
  expect(await refunds()).toHaveLength(1);
  expect((await press(wish, again)).status).toBe("done");
});

it("what another merchant's units of the same order cost is not told", async () => {
  const refused = await press({ [unitsField("refund", foreign)]: "1" });
  expect(refused).toMatchObject({ status: "failed", message: "refund.errors.not_yours" });
  expect(await press({ shipping: "1.00" })).toMatchObject({ status: "failed", message: "refund.errors.not_yours" });
  expect(await refunds()).toEqual([]);
});

const call = (quantity: string, confirm = "", cancellationId = newId()) => {
  const form = new FormData();
  const all = { fulfilmentId, cancellationId, reason: "sold_out", confirm, [unitsField("cancel", own)]: quantity };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  return callOff("en-US", idleForm, form);
};

it("more units than can still be called off are refused before anybody is asked, and nothing typed is lost", async () => {
  const refused = await call("4");
  expect(refused).toMatchObject({ status: "failed", values: { [unitsField("cancel", own)]: "4" } });
  expect(refused.errors[unitsField("cancel", own)]).toContain('"left":3');
  const asked = await call("2");
  expect(asked.status).toBe("asked");
  expect((await call("2", asked.values.confirm)).status).toBe("done");
});

it("before units are called off, what goes back for them is told, and nothing is done by asking", async () => {
  const { db } = database;
  const asked = await call("2");
  expect(asked.message).toContain("callOff.money.back");
  expect(await refunds()).toEqual([]);
  expect((await readOrder(db, order))?.lines.find(({ lineId }) => lineId === own)?.cancelledQuantity).toBe(0);
  await call("2", asked.values.confirm);
  const [{ amount } = { amount: 0 }] = await refunds();
  expect(asked.message).toContain(formatMoney({ amount, currency: "USD" }, "en-US"));
});

it("before units are called off whose money a bank has taken back, it is told that nothing goes back", async () => {
  const about = { disputeId: "du_1", reason: "fraudulent", amount: 1_000, currency: "USD", dueBy: null };
  const told = { ...about, status: "needs_response", openedAt: noon, toldAt: noon };
  await recordDispute(database.db, order, told, noon);
  const asked = await call("2");
  expect(asked.message).toContain("callOff.withheld");
  expect(asked.message).toContain("callOff.money.none");
  const done = await call("2", asked.values.confirm);
  expect(done).toMatchObject({ status: "done", message: expect.stringContaining("callOff.withheld") });
  expect(await refunds()).toEqual([]);
});

it("units whose money has gone back since it was asked about are asked about anew", async () => {
  const asked = await call("3");
  const staff = { merchantId: world.merchantId, staffId: newId() };
  const choice = { lines: [{ lineId: own, quantity: 3 }], shippingAmount: 0 };
  await refundOrder(database.db, staff, { ...order, refundId: newId(), choice, reason: "damaged", note: "" }, noon);
  const again = await call("3", asked.values.confirm);
  expect(again).toMatchObject({ status: "asked", message: expect.stringContaining("callOff.money.none") });
  expect((await call("3", again.values.confirm)).status).toBe("done");
});

it("a form whose first step comes again after it was done is told what came of it", async () => {
  const cancellationId = newId();
  const asked = await call("3", "", cancellationId);
  const done = await call("3", asked.values.confirm, cancellationId);
  expect(done.status).toBe("done");
  expect(await call("3", "", cancellationId)).toEqual(done);
});
