import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { askCodeMarks } from "./code-marks";
import { findCodeParts } from "./find-code";
import { indexProducts } from "./index-products";

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
