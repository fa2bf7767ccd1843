import { userInfo } from "node:os";
import { readCommandLine } from "@/lib/core/command-line";
import { databaseUrl } from "@/lib/core/env";
import { reasonOf } from "@/lib/core/reason-of";
import { connect, type Db } from "@/lib/db/client";
import { compareHolds, findStrandedHolds } from "./compare-holds";
import { compareStockFrom, type StockDifference } from "./compare-stock";
import { rebuildStock, saidOf } from "./rebuild-stock";

/**
 * `npm run stock:check`: says of each row of stock whose counters are not what its ledger adds up to, of each order's hold
 * that is not what the ledger says of it, and of units that are held for nobody. With `--rebuild` the counters are rewritten,
 * in the name of `--by` or of whoever is at the keyboard; holds are for a person to look at. Exits 1 while anything differs.
 */
const usage =
  "Usage: npm run stock:check [-- --rebuild] [--by ingrid]. Names stock whose counters are not what its ledger says.";
const { values } = readCommandLine(usage, {
  options: { rebuild: { type: "boolean", default: false }, by: { type: "string" } },
});

async function check(db: Db): Promise<{ rows: number; holds: number }> {
  const left = { rows: 0, holds: 0 };
  for (let after: string | null = null, isLast = false; !isLast; ) {
    const { productIds, differences, next } = await compareStockFrom(db, after);
    for (const difference of differences) console.log(sentence(difference));
    left.rows += differences.length - (values.rebuild ? await rebuild(db, differences) : 0);
    left.holds += await checkHolds(db, productIds);
    [after, isLast] = [next, next === null];
  }
  return left;
}

async function checkHolds(db: Db, productIds: readonly string[]): Promise<number> {
  const wrong = await compareHolds(db, productIds);
  const stranded = await findStrandedHolds(db, productIds);
  for (const { hold, ledger, ...of } of wrong)
    console.log(
      `${nameOf(of)}, order ${of.orderId}: its hold has held ${hold.held}, sold ${hold.sold}; ` +
        `by the ledger held ${ledger.held}, sold ${ledger.sold}`,
    );
  for (const { status, quantity, ...of } of stranded)
    console.log(
      `${nameOf(of)}, order ${of.orderId}: ${quantity} ${status} ` +
        (status === "held" ? "for an order that does not wait for its payment" : "past their time"),
    );
  return wrong.length + stranded.length;
}

interface Row {
  productId: string;
  variantId: string;
  locationId: string;
  stripe: number;
}

const nameOf = ({ productId, variantId, locationId, stripe }: Row): string =>
  `product ${productId}, variant ${variantId}, location ${locationId}, stripe ${stripe}`;

const sentence = ({ counted, ledger, ...row }: StockDifference): string =>
  `${nameOf(row)}: ${saidOf(counted)}; by the ledger ${saidOf(ledger)}`;

/** Each variant once, however many of its rows are wrong. */
async function rebuild(db: Db, differences: readonly StockDifference[]): Promise<number> {
  let rows = 0;
  // Asked for only here: a container's user may have no name.
  const actor = `operator:${values.by ?? userInfo().username}`;
  for (const [, [variant]] of Map.groupBy(differences, ({ variantId }) => variantId))
    if (variant) rows += (await rebuildStock(db, variant, { actor, now: new Date() })).length;
  console.log(`${rows} rewritten`);
  return rows;
}

const db = connect(databaseUrl(), 4);
try {
  const left = await check(db);
  console.log(left.rows === 0 ? "Every counter is what its ledger adds up to." : `${left.rows} rows of stock differ.`);
  console.log(left.holds === 0 ? "Every hold is what the ledger says of it." : `${left.holds} holds do not add up.`);
  process.exitCode = left.rows + left.holds === 0 ? 0 : 1;
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}
