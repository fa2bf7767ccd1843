import { beforeAll, expect, it, vi } from "vitest";
import { idleForm } from "@/components/ui/form-state";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { readOrder } from "@/lib/orders/read-order";
import { recordEvent } from "@/lib/orders/record-event";
import { approveReturn } from "@/lib/orders/returns/approve-return";
import { receiveReturn } from "@/lib/orders/returns/receive-return";
import { requestReturn } from "@/lib/orders/returns/request-return";
import { inspect } from "./actions";

const desk = vi.hoisted(() => ({ token: null as object | null }));
vi.mock("next/cache", () => ({ refresh: () => undefined }));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("next/headers", () => ({ cookies: async () => new Map() }));
vi.mock("next-auth", () => ({ getServerSession: async () => desk.token }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const database = useDatabase();
let world: World;
const staffId = newId();
beforeAll(async () => {
  const { db } = database;
  world = await makeWorld(db);
  const account = { staffId, email: "clerk@example.com", name: "Test", passwordHash: "-", createdAt: new Date() };
  await db.staffAccount.create({ data: { ...account, merchantIds: [world.merchantId] } });
  await db.staffMembership.create({ data: { merchantId: world.merchantId, staffId, role: "clerk" } });
  desk.token = { sub: staffId, epoch: 1 };
});

/** A return of two units that has arrived. */
async function receivedReturn() {
  const { db } = database;
  const order = await makeSettledOrder(db, [{ ...(await makeProduct(db, world)), quantity: 2 }]);
  const lineId = (await readOrder(db, order))?.lines[0]?.lineId ?? "";
  const [shipmentId, returnId] = [newId(), newId()];
  const lines = [{ lineId, quantity: 2 }];
  const parcel = { shipmentId, fulfilmentId: newId(), carrier: "ups", tracking: "1Z", lines };
  await recordEvent(db, order, { type: "shipped", actor: "clock", at: noon, data: parcel });
  await recordEvent(db, order, { type: "delivered", actor: "clock", at: noon, data: { shipmentId } });
  const { customerId, orderId } = order;
  const back = lines.map((line) => ({ ...line, reason: "changed_mind" as const }));
  await requestReturn(db, { customerId, orderId, returnId, resolution: "refund", comment: "", lines: back }, noon);
  const staff = { merchantId: world.merchantId, staffId };
  await approveReturn(db, staff, { returnId }, noon);
  await receiveReturn(db, staff, { returnId }, noon);
  return { returnId, lineId };
}

it("what is wrong with an inspection is told beside the field that is wrong, and nothing typed is lost", async () => {
  const { returnId, lineId } = await receivedReturn();
  const press = (accepted: string, restock: string) => {
    const form = new FormData();
    form.set(`accepted.${lineId}`, accepted);
    form.set(`restock.${lineId}`, restock);
    return inspect("en-US", returnId, idleForm, form);
  };
  for (const [accepted, restock, field] of [
    ["3", "1", "accepted"],
    ["x", "1", "accepted"],
    ["", "", "accepted"],
    ["1", "2", "restock"],
    ["1", "x", "restock"],
  ] as const) {
    const refused = await press(accepted, restock);
    expect(Object.keys(refused.errors)).toEqual([`${field}.${lineId}`]);
    expect(refused.values).toMatchObject({ [`accepted.${lineId}`]: accepted, [`restock.${lineId}`]: restock });
  }
  expect((await press("１", "0")).status).toBe("done");
});
