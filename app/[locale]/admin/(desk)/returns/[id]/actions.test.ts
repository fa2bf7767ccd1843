import { beforeAll, expect, it } from "vitest";
import { idleForm } from "@/components/ui/form-state";
import { standAtDesk } from "@/dev/testing/at-the-desk";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { formOf } from "@/dev/testing/form-of";
import { type Hired, hire } from "@/dev/testing/hire";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { readOrder } from "@/lib/orders/read-order";
import { recordEvent } from "@/lib/orders/record-event";
import { approveReturn } from "@/lib/orders/returns/approve-return";
import { receiveReturn } from "@/lib/orders/returns/receive-return";
import { requestReturn } from "@/lib/orders/returns/request-return";
import { inspect } from "./actions";

const database = useDatabase();
let world: World;
let clerk: Hired;
beforeAll(async () => {
  const { db } = database;
  world = await makeWorld(db);
  clerk = await hire(db, { merchantId: world.merchantId, role: "clerk" });
  standAtDesk(clerk);
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
  await approveReturn(db, clerk, { returnId }, noon);
  await receiveReturn(db, clerk, { returnId }, noon);
  return { returnId, lineId };
}

it("what is wrong with an inspection is told beside the field that is wrong, and nothing typed is lost", async () => {
  const { returnId, lineId } = await receivedReturn();
  const press = (accepted: string, restock: string) => {
    const form = formOf({ [`accepted.${lineId}`]: accepted, [`restock.${lineId}`]: restock });
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
