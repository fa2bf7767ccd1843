import { beforeAll, expect, it, vi } from "vitest";
import { type FormState, idleForm } from "@/components/ui/form-state";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { readOrder } from "@/lib/orders/read-order";
import { giveShippingBack } from "./actions";

const desk = vi.hoisted(() => ({ token: null as object | null }));
vi.mock("next/cache", () => ({ refresh: () => undefined }));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("next/headers", () => ({ cookies: async () => new Map() }));
vi.mock("next-auth", () => ({ getServerSession: async () => desk.token }));
vi.mock("next-intl/server", () => ({
  getTranslations: async () => (key: string, values?: object) => key + (values ? ` ${JSON.stringify(values)}` : ""),
}));

const database = useDatabase();
let worlds: World[];
beforeAll(async () => {
  const { db } = database;
  worlds = [await makeWorld(db), await makeWorld(db)];
  const merchantId = worlds[0]?.merchantId ?? "";
  const staffId = newId();
  const account = { staffId, email: "robin@example.com", name: "Test", passwordHash: "-", createdAt: new Date() };
  await db.staffAccount.create({ data: { ...account, merchantIds: [merchantId], operator: true } });
  await db.staffMembership.create({ data: { merchantId, staffId, role: "owner" } });
  desk.token = { sub: staffId, epoch: 1 };
});

/** What two merchants have a part in, with its delivery. */
async function sharedOrder() {
  const { db } = database;
  const goods = await Promise.all(worlds.map((world) => makeProduct(db, world, { prices: { USD: 900 } })));
  const order = await makeSettledOrder(db, goods);
  return { key: { customerId: order.customerId, orderId: order.orderId }, read: await readOrder(db, order) };
}

it("delivery goes back in parts from the same form, each once however often it is sent", async () => {
  const { key, read } = await sharedOrder();
  const refundId = newId();
  const press = (amount: string, { values }: Pick<FormState, "values"> = idleForm) => {
    const form = new FormData();
    const all = { refundId, number: read?.number ?? "", amount, note: "", confirm: values.confirm ?? "" };
    for (const [name, value] of Object.entries(all)) form.set(name, value);
    return giveShippingBack("en-US", idleForm, form);
  };
  const refunds = async () => {
    const found = await database.db.refund.findMany({ where: key, select: { shippingAmount: true } });
    return found.map(({ shippingAmount }) => shippingAmount).toSorted((one, other) => one - other);
  };
  const asked = await press("2.00");
  expect(asked.status).toBe("asked");
  expect(await refunds()).toEqual([]);
  expect((await press("2.00", asked)).status).toBe("done");
  expect((await press("2.00", asked)).status).toBe("done");
  expect(await refunds()).toEqual([200]);
  expect((await press("3.00", await press("3.00"))).status).toBe("done");
  expect(await refunds()).toEqual([200, 300]);
  const tooMuch = await press("2.00", await press("2.00"));
  expect(tooMuch.status === "failed" ? tooMuch.errors.amount : tooMuch.message).toBeTruthy();
  expect(await refunds()).toEqual([200, 300]);
});
