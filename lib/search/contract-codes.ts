import { expect, it } from "vitest";
import { shortId } from "@/lib/core/ids";
import type { SearchEngine } from "@/lib/search/engine";
import { requestFor } from "@/lib/search/request-for";

/** A product of the demo catalog with codes of one of its variants. */
export interface Coded {
  productId: string;
  sku: string;
  barcode: string;
  brand: string;
}

interface Catalog {
  products: readonly { id: string; brand: string; variants: readonly Pick<Coded, "sku" | "barcode">[] }[];
}

/** The last variant of the first product that has several. */
export function codedOf({ products }: Catalog): Coded {
  const product = products.find(({ variants }) => variants.length > 1);
  const variant = product?.variants.at(-1);
  if (!product || !variant) throw new Error("The demo catalog has no product with variants");
  return { productId: product.id, sku: variant.sku, barcode: variant.barcode, brand: product.brand };
}

/** Codes find their product exactly. A part of the contract. */
export function holdCodes(engine: () => SearchEngine, coded: Coded): void {
  it.each(["en", "de", "ja"] as const)(
    "%s: a SKU, a barcode and an id find their product and nothing else",
    async (language) => {
      const { productId, sku, barcode } = coded;
      const spaced = `${barcode.slice(0, 1)} ${barcode.slice(1, 7)} ${barcode.slice(7)}`;
      for (const text of [sku, sku.toLowerCase(), ` ${sku} `, barcode, spaced, productId, shortId(productId)]) {
        const { hits, total, correctedText } = await engine().search(requestFor(language, text));
        expect([text, total, hits[0]?.productId, correctedText]).toEqual([text, 1, productId, undefined]);
      }
    },
  );

  it("finds a code without what divides it, and by the part that its variants share", async () => {
    const { productId, sku } = coded;
    const shared = sku.split("-").slice(0, 2).join("-");
    for (const text of [sku.replaceAll("-", ""), shared, shared.toLowerCase()]) {
      const { hits, correctedText } = await engine().search(requestFor("de", text));
      expect([text, hits.map((hit) => hit.productId), correctedText]).toEqual([text, [productId], undefined]);
    }
  });

  it("finds a code, or a part of one, beside words that its product answers", async () => {
    const { productId, sku, brand } = coded;
    const shared = sku.split("-").slice(0, 2).join("-");
    for (const text of [`${brand} ${sku}`, `${sku} ${brand}`.toLowerCase(), `${brand} ${shared}`]) {
      const { hits, relaxed } = await engine().search(requestFor("en", text));
      expect([text, hits.map((hit) => hit.productId), relaxed]).toEqual([text, [productId], undefined]);
    }
  });

  it.each([
    ["en", (code: string) => `for ${code}`],
    ["de", (code: string) => `Art.-Nr. ${code}`],
    ["ja", (code: string) => `${code}用`],
  ] as const)("%s: finds a part of a code beside words that say nothing", async (language, write) => {
    const text = write(coded.sku.split("-").slice(0, 2).join("-"));
    const { hits, relaxed } = await engine().search(requestFor(language, text));
    expect([text, hits.map((hit) => hit.productId), relaxed]).toEqual([text, [coded.productId], undefined]);
  });

  it("forgives no typo in a code", async () => {
    const { productId, sku, barcode } = coded;
    for (const text of [`${sku.slice(0, -1)}7X`, `${barcode.slice(0, -1)}${(Number(barcode.at(-1)) + 1) % 10}`]) {
      const { hits, correctedText } = await engine().search(requestFor("en", text));
      expect(hits.map((hit) => hit.productId)).not.toEqual([productId]);
      expect(correctedText).toBeUndefined();
    }
  });

  it("finds a code under filters and says so when only they are in the way", async () => {
    const { productId, sku } = coded;
    const rest = { filters: { facets: {}, priceMin: 90_000_000 } };
    expect(await engine().search(requestFor("en", sku, rest))).toMatchObject({ total: 0 });
    expect(
      (await engine().search(requestFor("en", sku, { sort: "newest", page: 9 }))).hits.map((hit) => hit.productId),
    ).toEqual([productId]);
  });
}
