import { describe, expect, test } from "vitest";
import type { ProductDetail, VariantDetail } from "./product";
import { breadcrumbData, type ProductFacts, productData, toScriptText } from "./structured-data";

const variant = (variantId: string, options: Record<string, string>, amount: number): VariantDetail => ({
  variantId,
  sku: `SKU-${variantId}`,
  barcode: "2000000000015",
  options,
  price: { amount, currency: "USD" },
  compareAt: null,
});

const product = (variants: VariantDetail[]): ProductDetail => ({
  productId: "p1",
  merchantId: "m1",
  merchantName: "Halden Audio",
  returnDays: 45,
  brand: "Halden",
  categoryId: "c1",
  taxClass: "standard",
  hue: 280,
  language: "en",
  title: "Nocturne </script><script>alert(1)</script>",
  slug: "nocturne",
  slugs: { en: "nocturne" },
  headline: "Made for the last train home",
  descriptionHtml: "",
  specs: [],
  attributes: [],
  options: [
    {
      key: "color",
      name: "Colour",
      kind: "swatch",
      values: [
        { key: "sage", label: "Sage", swatch: "#798d6a" },
        { key: "bone", label: "Bone", swatch: "#e6e2d9" },
      ],
    },
    { key: "edition", name: "Edition", kind: "choice", values: [{ key: "studio", label: "Studio", swatch: null }] },
  ],
  variants,
  pictures: [],
  publishedAt: "2026-11-01T00:00:00.000Z",
});

const facts = (variants: VariantDetail[]): ProductFacts => ({
  product: product(variants),
  url: "https://shop.example/en-US/p/nocturne-1",
  imageUrls: ["https://shop.example/media/a.webp"],
  variantUrl: ({ variantId }) => `https://shop.example/en-US/p/nocturne-1#${variantId}`,
  free: new Map([
    ["a", 3],
    ["b", 0],
  ]),
  region: "US",
  shipping: {
    price: { amount: 490, currency: "USD" },
    freeFrom: { amount: 5000, currency: "USD" },
    daysMin: 3,
    daysMax: 5,
  },
});

describe("a product's structured data", () => {
  test("one variant makes a Product with its offer", () => {
    expect(productData(facts([variant("a", {}, 4900)]))).toMatchObject({
      "@type": "Product",
      sku: "SKU-a",
      gtin: "2000000000015",
      offers: {
        price: "49.00",
        priceCurrency: "USD",
        availability: "https://schema.org/InStock",
        shippingDetails: { shippingRate: { value: "4.90" }, shippingDestination: { addressCountry: "US" } },
        hasMerchantReturnPolicy: { merchantReturnDays: 45, applicableCountry: "US" },
      },
    });
  });

  test("several make a ProductGroup, each with its own price, stock and address", () => {
    const data = productData(
      facts([
        variant("a", { color: "sage", edition: "studio" }, 18900),
        variant("b", { color: "bone", edition: "studio" }, 4900),
      ]),
    );
    expect(data).toMatchObject({
      "@type": "ProductGroup",
      productGroupID: "p1",
      variesBy: ["https://schema.org/color", "Edition"],
      hasVariant: [
        {
          color: "Sage",
          additionalProperty: [{ name: "Edition", value: "Studio" }],
          offers: {
            price: "189.00",
            url: "https://shop.example/en-US/p/nocturne-1#a",
            shippingDetails: { shippingRate: { value: "0.00" } },
          },
        },
        { color: "Bone", offers: { price: "49.00", availability: "https://schema.org/OutOfStock" } },
      ],
    });
  });

  test("a barcode that is no GTIN is left out", () => {
    expect(productData(facts([{ ...variant("a", {}, 4900), barcode: "12-34" }]))).not.toHaveProperty("gtin");
  });

  test("no title closes the script element", () => {
    const text = toScriptText(productData(facts([variant("a", {}, 4900)])));
    expect(text).not.toContain("<");
    expect(JSON.parse(text)).toHaveProperty("name", "Nocturne </script><script>alert(1)</script>");
  });

  test("breadcrumbs count from one", () => {
    expect(breadcrumbData([{ name: "Home", url: "https://shop.example/en-US" }])).toMatchObject({
      itemListElement: [{ position: 1, name: "Home" }],
    });
  });
});
