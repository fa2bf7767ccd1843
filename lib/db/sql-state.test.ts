import { expect, it } from "vitest";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { refusalOf } from "@/lib/catalog/import/database-refusal";
import { newId } from "@/lib/core/ids";
import { sqlStateOf } from "./sql-state";
import { inTransaction, isUniqueViolation } from "./transaction";

const database = useDatabase();
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

it("is the same of a model and in SQL, alone and in a transaction", async () => {
  const { db } = database;
  const state = { key: "taken", value: "", updatedAt: new Date() };
  await db.shopState.create({ data: state });
  const failures = await Promise.all([
    failureOf(db.shopState.create({ data: state })),
    failureOf(inTransaction(db, (tx) => tx.shopState.create({ data: state }))),
    failureOf(db.$executeRaw`INSERT INTO shop_state (key, value, updated_at) VALUES ('taken', '', now())`),
    failureOf(
      inTransaction(
        db,
        (tx) => tx.$executeRaw`INSERT INTO shop_state (key, value, updated_at) VALUES ('taken', '', now())`,
      ),
    ),
  ]);
  expect(failures.map(sqlStateOf)).toEqual(["23505", "23505", "23505", "23505"]);
  expect(failures.every(isUniqueViolation)).toBe(true);
  const price = { ...(await makeProduct(db, await makeWorld(db))), currency: "EUR", amount: 1 };
  const stateOf = async (data: typeof price) => sqlStateOf(await failureOf(db.price.create({ data })));
  expect(await stateOf({ ...price, variantId: newId() })).toBe("23503");
  expect(await stateOf({ ...price, amount: -1 })).toBe("23514");
  expect(await stateOf({ ...price, amount: 99_999_999_999 })).toBe("22003");
  expect(await stateOf({ ...price, currency: "EUROS" })).toBe("22001");
});

it("is not read off what a message tells", async () => {
  const { db } = database;
  const missing = await failureOf(db.$queryRaw`SELECT 1 FROM "23505 and 40001"`);
  expect(sqlStateOf(missing)).toBe("42P01");
  expect(isUniqueViolation(missing)).toBe(false);
  expect(refusalOf(missing)).toBeNull();
  expect(sqlStateOf(new Error("23505"))).toBeNull();
});

it("says of two that wait for each other which is the victim, and both come to their end", async () => {
  const { db } = database;
  for (const key of ["one", "two"]) await db.shopState.create({ data: { key, value: "", updatedAt: new Date() } });
  let states: (string | null)[] = [];
  const crosswise = (first: string, second: string) =>
    db
      .$transaction(async (tx) => {
        await tx.shopState.update({ where: { key: first }, data: { value: "taken" } });
        await tx.$queryRaw`SELECT pg_sleep(0.3)::text`;
        await tx.shopState.update({ where: { key: second }, data: { value: "taken" } });
      })
      .catch((error: unknown) => {
        states = [...states, sqlStateOf(error)];
      });
  await Promise.all([crosswise("one", "two"), crosswise("two", "one")]);
  expect(states).toEqual(["40P01"]);
});
