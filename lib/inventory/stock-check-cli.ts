import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { databaseUrl } from "@/lib/core/env";
import { connect, type Db } from "@/lib/db/client";
import { compareStockFrom, type StockDifference } from "./compare-stock";
import { rebuildStock, saidOf } from "./rebuild-stock";

/**
 * `npm run stock:check`: says of each row of stock whose counters are not what its ledger adds up to. With `--rebuild`
 * the counters are rewritten, in the name of `--by` or of whoever is at the keyboard. Exits 1 while anything differs.
 */
const { values } = parseArgs({
  options: { rebuild: { type: "boolean", default: false }, by: { type: "string", default: userInfo().username } },
});

async function check(db: Db): Promise<number> {
  let rows = 0;
  for (let after: string | null = null, isLast = false; !isLast; ) {
    const { differences, next } = await compareStockFrom(db, after);
    for (const difference of differences) console.log(sentence(difference));
    rows += differences.length - (values.rebuild ? await rebuild(db, differences) : 0);
    [after, isLast] = [next, next === null];
  }
  return rows;
}

const sentence = ({ productId, variantId, locationId, stripe, counted, ledger }: StockDifference): string =>
  `product ${productId}, variant ${variantId}, location ${locationId}, stripe ${stripe}: ` +
  `${saidOf(counted)}; by the ledger ${saidOf(ledger)}`;

/** Each variant once, however many of its rows are wrong. */
async function rebuild(db: Db, differences: readonly StockDifference[]): Promise<number> {
  let rows = 0;
  for (const [, [variant]] of Map.groupBy(differences, ({ variantId }) => variantId))
    if (variant) rows += (await rebuildStock(db, variant, { actor: `operator:${values.by}`, now: new Date() })).length;
  console.log(`${rows} rewritten`);
  return rows;
}

const db = connect(databaseUrl(), 4);
try {
  const left = await check(db);
  console.log(left === 0 ? "Every counter is what its ledger adds up to." : `${left} rows of stock differ.`);
  process.exitCode = left === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}
