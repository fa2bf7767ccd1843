import { beforeEach, expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { type TestProduct, writeProduct } from "@/dev/testing/write-product";
import { updateProduct } from "./update-product";

const opened = new Date("2026-11-22T08:00:00Z");
const now = new Date("2026-11-23T08:00:00Z");
const database = useDatabase();
let product: TestProduct;

beforeEach(async () => {
  product = await writeProduct(database.db, opened);
});

const staff = () => ({ merchantId: product.merchantId, staffId: product.staffId, now });
const read = () =>
  database.db.product.findUniqueOrThrow({
    where: { productId: product.productId },
    include: { translations: { orderBy: { language: "asc" } } },
  });

it("renames with the slug, starts a missing language from the words shown there, and notes who did it", async () => {
  const { productId } = product;
  expect(
    await updateProduct(database.db, staff(), { productId, titles: { en: "  A better thing ", de: "Größeres Ding" } }),
  ).toEqual({ ok: true, value: null });
  const { translations, updatedAt } = await read();
  expect(
    translations.map(({ language, title, slug, descriptionHtml }) => ({ language, title, slug, descriptionHtml })),
  ).toEqual([
    { language: "de", title: "Größeres Ding", slug: "groesseres-ding", descriptionHtml: "<p>It is a thing.</p>" },
    { language: "en", title: "A better thing", slug: "a-better-thing", descriptionHtml: "<p>It is a thing.</p>" },
  ]);
  expect(updatedAt).toEqual(now);
  const audit = await database.db.auditEntry.findMany({ where: { merchantId: product.merchantId } });
  expect(audit).toMatchObject([{ action: "product.update", subject: productId, staffId: product.staffId }]);
});

it("cuts a long title between two characters, of two units as well", async () => {
  const { productId } = product;
  const title = `${"a".repeat(199)}🫖`;
  expect(await updateProduct(database.db, staff(), { productId, titles: { en: title } })).toMatchObject({ ok: true });
  expect((await read()).translations[0]?.title).toBe("a".repeat(199));
});

it("withdraws and publishes; what was published once keeps its day", async () => {
  const { productId } = product;
  await updateProduct(database.db, staff(), { productId, status: "archived" });
  expect((await read()).status).toBe("archived");
  await updateProduct(database.db, staff(), { productId, status: "active" });
  expect(await read()).toMatchObject({ status: "active", publishedAt: opened });
});

it("refuses to publish what has no price, an empty title, a change over someone else's, another merchant's product", async () => {
  const { productId } = product;
  const code = async (result: ReturnType<typeof updateProduct>) =>
    result.then((outcome) => (outcome.ok ? "ok" : outcome.error.code));
  expect(await code(updateProduct(database.db, staff(), { productId, titles: { en: "  " } }))).toBe("title_empty");
  expect(
    await code(updateProduct(database.db, staff(), { productId, titles: { en: "X" }, expectedUpdatedAt: new Date(0) })),
  ).toBe("changed_meanwhile");
  expect(
    await code(
      updateProduct(database.db, { ...staff(), merchantId: product.staffId }, { productId, status: "archived" }),
    ),
  ).toBe("not_found");
  await database.db.price.deleteMany({ where: { productId } });
  expect(await code(updateProduct(database.db, staff(), { productId, status: "active" }))).toBe("not_ready");
  const after = await read();
  expect(after.updatedAt).toEqual(opened);
  expect(after.translations[0]?.title).toBe("A thing");
});
