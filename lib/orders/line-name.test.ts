import { expect, it } from "vitest";
import { makeProduct, makeVariant, makeWorld } from "@/dev/testing/fixtures";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { readMoneyView } from "./read-money-view";

const database = useDatabase();

it("two sizes of one product are told apart where money is given back", async () => {
  const { db } = database;
  const world = await makeWorld(db);
  const small = await makeProduct(db, world);
  const large = await makeVariant(db, world, small);
  const { customerId, orderId } = await makeSettledOrder(db, [small, large]);
  for (const [{ variantId }, value] of [[small, "Small"] as const, [large, "Large"] as const])
    await db.orderLine.updateMany({
      where: { customerId, orderId, variantId },
      data: { options: [{ name: "Size", value }] },
    });
  const money = await readMoneyView(db, { customerId, orderId }, { merchantId: world.merchantId, operator: false });
  expect(money?.lines.map(({ name }) => name).toSorted()).toEqual(["Teapot · Large", "Teapot · Small"]);
});
