import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { newId } from "@/lib/core/ids";
import { indexProducts } from "../index-products";
import { groupKey, nameBoosts } from "./name-boosts";

const database = useDatabase();

it("groups that a rule moves have names wherever they stand, and none where they are no more", async () => {
  const { db } = database;
  const { productId, merchantId } = await writeProduct(db, new Date());
  const sage = { attributeKey: "color", valueKey: "sage" };
  await db.attribute.create({ data: { attributeKey: "color", kind: "swatch", position: 1 } });
  await db.attributeTranslation.create({ data: { attributeKey: "color", language: "en", name: "Color" } });
  await db.attributeValue.create({ data: sage });
  await db.attributeValueTranslation.create({ data: { ...sage, language: "de", label: "Salbei" } });
  await indexProducts(db, [productId]);
  const groups = [
    { on: "product", key: productId },
    { on: "merchant", key: merchantId },
    { on: "brand", key: "brand:test" },
    { on: "facet", key: "color:sage" },
    { on: "product", key: newId() },
    { on: "brand", key: "brand:nobody" },
    { on: "facet", key: "color:none" },
  ] as const;
  const names = await nameBoosts(db, groups, "de");
  expect(groups.map((group) => names.get(groupKey(group)))).toEqual([
    { label: "A thing" },
    { label: "Test Works" },
    { label: "Test" },
    { facet: "Color", label: "Salbei" },
    undefined,
    undefined,
    undefined,
  ]);
});
