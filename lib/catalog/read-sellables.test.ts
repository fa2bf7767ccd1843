import { expect, it } from "vitest";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { readProduct } from "./read-product";
import { readSellables } from "./read-sellables";

const database = useDatabase();

it("a product that names no order of its options is for sale as any", async () => {
  const { db } = database;
  const variant = await makeProduct(db, await makeWorld(db));
  await db.$executeRaw`UPDATE product SET option_keys = NULL WHERE product_id = ${variant.productId}::uuid`;
  const sellables = await readSellables(db, [variant], { language: "en", currency: "USD" });
  expect([...sellables.values()]).toMatchObject([{ productId: variant.productId, options: [] }]);
});

it("an option that has a name in neither the language nor English is called in the cart what its page calls it", async () => {
  const { db } = database;
  const { productId, variantId } = await makeProduct(db, await makeWorld(db), { prices: { EUR: 5900 } });
  await db.attribute.create({ data: { attributeKey: "glaze" } });
  await db.attributeTranslation.create({ data: { attributeKey: "glaze", language: "ja", name: "釉薬" } });
  await db.attributeValue.create({ data: { attributeKey: "glaze", valueKey: "tenmoku", position: 1 } });
  await db.attributeValueTranslation.create({
    data: { attributeKey: "glaze", valueKey: "tenmoku", language: "ja", label: "天目" },
  });
  await db.product.update({ where: { productId }, data: { optionKeys: ["glaze"] } });
  await db.variant.update({
    where: { productId_variantId: { productId, variantId } },
    data: { options: { glaze: "tenmoku" } },
  });
  const sellables = await readSellables(db, [{ productId, variantId }], { language: "de", currency: "EUR" });
  expect([...sellables.values()]).toMatchObject([{ options: [{ name: "釉薬", value: "天目" }] }]);
  const page = await readProduct(db, productId, "de-DE");
  expect(page?.options).toMatchObject([{ name: "釉薬", values: [{ label: "天目" }] }]);
});
