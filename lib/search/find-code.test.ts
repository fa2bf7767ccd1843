import { describe, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeCopies } from "@/dev/testing/write-copies";
import { writeProduct } from "@/dev/testing/write-product";
import { askCodeMarks } from "./code-marks";
import { findCodeParts } from "./find-code";
import { findCoded } from "./find-coded";
import { indexProducts } from "./index-products";
import { restTier } from "./tiers";

const database = useDatabase();

it("finds by a part of its SKU what is sold, and leaves its places to nothing that is not", async () => {
  const { db } = database;
  const { productId, variantIds } = await writeProduct(db, new Date());
  await db.variant.updateMany({ where: { productId, variantId: variantIds[0] }, data: { sku: "SCD503/26" } });
  const find = async (status: "active" | "archived") => {
    await db.product.update({ where: { productId }, data: { status } });
    await indexProducts(db, [productId]);
    return findCodeParts(db, "en", askCodeMarks("scd503") ?? "");
  };
  expect(await find("active")).toEqual([productId]);
  expect(await find("archived")).toEqual([]);
});

it("reads a part of a query as a code where its product answers the rest", async () => {
  const { db } = database;
  const { productId, variantIds } = await writeProduct(db, new Date());
  await db.variant.updateMany({ where: { productId, variantId: variantIds[0] }, data: { sku: "FA 252/4" } });
  await indexProducts(db, [productId]);
  const find = (text: string) => findCoded(db, { language: "en", text });
  for (const text of ["thing FA 252/4", "fa252/4 thing", "thing fa252"])
    expect([text, await find(text)]).toEqual([text, [productId]]);
  for (const text of ["teapot FA 252/4", "thing fa253", "thing"]) expect([text, await find(text)]).toEqual([text, []]);
});

it("reads a part of a query as a code where the rest says nothing, or that it is one", async () => {
  const { db } = database;
  const { productId, variantIds } = await writeProduct(db, new Date());
  await db.variant.updateMany({ where: { productId, variantId: variantIds[0] }, data: { sku: "XQD703/26" } });
  await indexProducts(db, [productId]);
  for (const [language, text] of [
    ["de", "für XQD703"],
    ["de", "Ersatz XQD703"],
    ["de", "Art.-Nr. xqd703/26"],
    ["en", "for xqd703"],
    ["en", "SKU: XQD703/26"],
    ["ja", "XQD703用"],
    ["ja", "型番：XQD703 の"],
    ["ja", "品番XQD703"],
  ] as const)
    expect([text, await findCoded(db, { language, text })]).toEqual([text, text.includes("Ersatz") ? [] : [productId]]);
});

describe("of very many", () => {
  const many = useDatabase();

  it("takes the best sellers of very many whose SKUs begin so, and looks no further", async () => {
    const { db } = many;
    await writeCopies(db, 500);
    await db.$executeRaw`
      update catalog_text t set document = (t.document::text || ' ''%bulk77''')::tsvector,
        tier = case when e.sold_count > 250 then 0 else ${restTier} end
      from catalog_entry e where e.product_id = t.product_id and t.title like 'Gizmo%'`;
    const found = await findCodeParts(db, "en", askCodeMarks("bulk7") ?? "");
    const sold = await db.catalogEntry.findMany({ where: { productId: { in: found } }, select: { soldCount: true } });
    expect(sold).toHaveLength(200);
    expect(Math.min(...sold.map(({ soldCount }) => soldCount))).toBeGreaterThan(250);
  });
});
