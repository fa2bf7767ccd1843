import { beforeAll, expect, test } from "vitest";
import { noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { inTransaction } from "@/lib/db/transaction";
import { requireMarket } from "@/lib/i18n/markets";
import { addLine, restoreLines, saveForLater } from "./change-cart";

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

test("what comes back of an unpaid order is beside what is in the cart by then: nothing lost, and nothing doubled", async () => {
  const { db } = database;
  const customerId = newId();
  const [alone, fewer, more, fewerSaved, moreSaved] = [
    await makeProduct(db, world, { onHand: 20 }),
    await makeProduct(db, world, { onHand: 20 }),
    await makeProduct(db, world, { onHand: 20 }),
    await makeProduct(db, world, { onHand: 20 }),
    await makeProduct(db, world, { onHand: 20 }),
  ];
  const add = (variant: typeof alone, quantity: number) =>
    addLine(db, { customerId, ...variant, quantity }, requireMarket("en-US"), noon);
  await add(fewer, 1);
  await add(more, 5);
  await add(fewerSaved, 1);
  await add(moreSaved, 5);
  for (const saved of [fewerSaved, moreSaved]) await saveForLater(db, { customerId, ...saved }, true);
  const ordered = [alone, fewer, more, fewerSaved, moreSaved].map(({ productId, variantId }) => ({
    productId,
    variantId,
    quantity: 3,
    unitAmount: 6400,
  }));
  await inTransaction(db, (tx) => restoreLines(tx, customerId, ordered, "USD", noon));
  const lines = await db.cartLine.findMany({ where: { customerId } });
  const unitsOf = ({ variantId }: typeof alone) => {
    const line = lines.find((each) => each.variantId === variantId);
    return line && { quantity: line.quantity, saved: line.savedForLater };
  };
  expect([alone, fewer, more, fewerSaved, moreSaved].map(unitsOf)).toEqual([
    { quantity: 3, saved: false },
    { quantity: 3, saved: false },
    { quantity: 5, saved: false },
    { quantity: 3, saved: false },
    { quantity: 5, saved: false },
  ]);
});
