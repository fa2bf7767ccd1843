import { expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { parseStaffNotice } from "@/lib/notifications/staff-notice";
import { listDisputes } from "./list-disputes";
import { readOpenDisputes } from "./read-open-disputes";
import { recordDispute } from "./record-dispute";

const database = useDatabase();

test("an order's disputes are open until the bank has decided", async () => {
  const { db } = database;
  const order = await makeSettledOrder(db, [await makeProduct(db, await makeWorld(db))]);
  const facts = { disputeId: "du_1", reason: "fraudulent", amount: 500, currency: "USD", dueBy: noon, openedAt: noon };
  const told = (status: string, minutes: number) =>
    recordDispute(db, order, { ...facts, status, toldAt: new Date(noon.getTime() + minutes * 60_000) }, noon);
  expect(await readOpenDisputes(db, order)).toEqual([]);
  await told("needs_response", 0);
  expect(await readOpenDisputes(db, order)).toMatchObject([{ status: "needs_response", amount: 500, dueBy: noon }]);
  await told("under_review", 1);
  expect(await readOpenDisputes(db, order)).toMatchObject([{ status: "under_review" }]);
  await told("lost", 2);
  expect(await readOpenDisputes(db, order)).toEqual([]);
});

test("one that a bank reckons in another currency than the shop sells in is told as all that was taken", async () => {
  const { db } = database;
  const { merchantId, ...world } = await makeWorld(db);
  const order = await makeSettledOrder(db, [await makeProduct(db, { merchantId, ...world })]);
  const facts = {
    disputeId: "du_chf",
    reason: "fraudulent",
    amount: 500,
    currency: "CHF",
    dueBy: noon,
    openedAt: noon,
  };
  await recordDispute(db, order, { ...facts, status: "needs_response", toldAt: noon }, noon);
  const told = { amount: order.total, currency: "USD" };
  expect(await readOpenDisputes(db, order)).toMatchObject([told]);
  expect((await listDisputes(db, { merchantId, after: null, pageSize: 5 })).rows).toMatchObject([told]);
  const [notice] = await db.merchantNotice.findMany({ where: { merchantId } });
  expect(parseStaffNotice(notice?.type ?? "", notice?.data)).toMatchObject({ data: told });
});
