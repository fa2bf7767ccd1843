import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { firstPlace, type Place, readBySales } from "./read-by-sales";

const database = useDatabase();

it("reads every product once, page by page, what sells best first", async () => {
  const { db } = database;
  // Many that sold alike stand on several pages.
  await db.$executeRaw`update catalog_entry set sold_count = ascii(handle) % 5`;
  const wanted = await db.$queryRaw<Place[]>`
    select sold_count as "soldCount", product_id::text as "productId" from catalog_entry where status = 'active'
    order by sold_count desc, product_id`;
  const read: Place[] = [];
  for (;;) {
    const page = await readBySales(db, read.at(-1) ?? firstPlace, 17);
    if (page.length === 0) break;
    read.push(...page);
  }
  expect(read).toEqual(wanted);
});
