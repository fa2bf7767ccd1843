import type { Db } from "@/lib/db/client";
import { compareStockFrom, type StockDifference } from "@/lib/inventory/compare-stock";
import { enqueue, sliceKey } from "@/lib/jobs/queue";
import { bookDifferences, type Difference, resolveDifferences } from "./book-difference";

const sliceSeconds = 20;

/**
 * The nightly job: holds the counters of stock against the ledger. A product whose counters drifted becomes a difference
 * in the books, and goes away when they are whole. A slice a job, so that it neither holds a worker for hours nor begins
 * anew when it is killed.
 */
export async function reviewStock(db: Db, after: string | null, now: Date): Promise<void> {
  const end = performance.now() + sliceSeconds * 1_000;
  for (let place = after; ; ) {
    const { productIds, differences, next } = await compareStockFrom(db, place);
    await raise(db, differences, now);
    await resolveWhole(db, productIds, differences, now);
    if (next === null) return;
    place = next;
    if (performance.now() < end) continue;
    await enqueue(db, "inventory.compare", { after: place }, { key: sliceKey });
    return;
  }
}

async function raise(db: Db, differences: readonly StockDifference[], now: Date): Promise<void> {
  for (const [productId, [first]] of Map.groupBy(differences, (each) => each.productId))
    if (first) await bookDifferences(db, productId, [{ kind: "stock_differs", order: null, data: saidOf(first) }], now);
}

/** The first counter that differs. */
function saidOf({ counted, ledger }: StockDifference): Difference["data"] {
  const counter = (["onHand", "held", "sold"] as const).find((each) => counted[each] !== ledger[each]) ?? "onHand";
  return { ours: counted[counter], theirs: ledger[counter], currency: null, orderNumber: null };
}

async function resolveWhole(
  db: Db,
  productIds: readonly string[],
  differences: readonly StockDifference[],
  now: Date,
): Promise<void> {
  const wrong = new Set(differences.map(({ productId }) => productId));
  const open = await db.bookDifference.findMany({
    where: { kind: "stock_differs", resolvedAt: null },
    select: { differenceId: true },
  });
  const looked = new Set(productIds);
  const subjects = open.map(({ differenceId }) => differenceId.slice("stock_differs:".length));
  await resolveDifferences(
    db,
    subjects.filter((productId) => looked.has(productId) && !wrong.has(productId)),
    now,
  );
}
