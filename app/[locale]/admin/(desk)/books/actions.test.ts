import { beforeAll, expect, it } from "vitest";
import { type FormState, idleForm } from "@/components/ui/form-state";
import { standAtDesk } from "@/dev/testing/at-the-desk";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { formOf } from "@/dev/testing/form-of";
import { type Hired, hire } from "@/dev/testing/hire";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { readOrder } from "@/lib/orders/read-order";
import { refundOrder } from "@/lib/orders/refund-order";
import { giveShippingBack } from "./actions";

const database = useDatabase();
let worlds: World[];
let operator: Hired;
beforeAll(async () => {
  const { db } = database;
  worlds = [await makeWorld(db), await makeWorld(db)];
  const merchantId = worlds[0]?.merchantId ?? "";
  operator = await hire(db, { merchantId, role: "owner", operator: true });
  standAtDesk(operator);
});

/** What two merchants have a part in, with its delivery. */
async function sharedOrder() {
  const { db } = database;
  const goods = await Promise.all(worlds.map((world) => makeProduct(db, world, { prices: { USD: 900 } })));
  const order = await makeSettledOrder(db, goods);
  return { key: { customerId: order.customerId, orderId: order.orderId }, read: await readOrder(db, order) };
}

/** Sends the form as it was drawn with this id, confirmed as it was asked about. */
function press(refundId: string, number: string, amount: string, { values }: Pick<FormState, "values"> = idleForm) {
  const form = formOf({ refundId, number, amount, note: "", confirm: values.confirm ?? "" });
  return giveShippingBack("en-US", idleForm, form);
}

async function refundsOf(key: { customerId: string; orderId: string }): Promise<number[]> {
  const found = await database.db.refund.findMany({ where: key, select: { shippingAmount: true } });
  return found.map(({ shippingAmount }) => shippingAmount).toSorted((one, other) => one - other);
}

it("delivery goes back in parts from the same form, each once however often it is sent", async () => {
  const { key, read } = await sharedOrder();
  const refundId = newId();
  const number = read?.number ?? "";
  const asked = await press(refundId, number.toLowerCase().replaceAll("-", " "), "2.00");
  expect(asked.status).toBe("asked");
  expect(await refundsOf(key)).toEqual([]);
  expect((await press(refundId, number, "2.00", asked)).status).toBe("done");
  expect((await press(refundId, number, "2.00", asked)).status).toBe("done");
  expect(await refundsOf(key)).toEqual([200]);
  expect((await press(refundId, number, "3.00", await press(refundId, number, "3.00"))).status).toBe("done");
  expect(await refundsOf(key)).toEqual([200, 300]);
  const tooMuch = await press(refundId, number, "2.00", await press(refundId, number, "2.00"));
  expect(tooMuch.status === "failed" ? tooMuch.errors.amount : tooMuch.message).toBeTruthy();
  expect(await refundsOf(key)).toEqual([200, 300]);
});

it("what an earlier release has given back under the form's own id is not given back again", async () => {
  const { key, read } = await sharedOrder();
  const refundId = newId();
  const number = read?.number ?? "";
  const wish = { ...key, refundId, choice: { lines: [], shippingAmount: 200 }, reason: "other", note: "" };
  expect(await refundOrder(database.db, operator, wish, new Date())).toMatchObject({ ok: true });
  const asked = await press(refundId, number, "2.00");
  expect((await press(refundId, number, "2.00", asked)).status).toBe("done");
  expect(await refundsOf(key)).toEqual([200]);
  expect((await press(refundId, number, "3.00", await press(refundId, number, "3.00"))).status).toBe("done");
  expect(await refundsOf(key)).toEqual([200, 300]);
});

it("a form's own id may be of no known version, as those of other makers are", async () => {
  const { key, read } = await sharedOrder();
  const refundId = "01999999-9999-9999-9999-999999999999";
  const number = read?.number ?? "";
  expect((await press(refundId, number, "2.00", await press(refundId, number, "2.00"))).status).toBe("done");
  expect(await refundsOf(key)).toEqual([200]);
});
