import { describe, expect, it } from "vitest";
import { cellOf, failedForm } from "@/components/ui/form-state";
import { formOf } from "@/dev/testing/form-of";
import { newId } from "@/lib/core/ids";
import type { OwnProduct } from "@/lib/merchants/read-own-product";
import { editSchema, pricesOf, pricesSchema, statusSchema, stockCell, stockOf, titlesOf } from "./parse-edit";

const [variantId, locationId] = [newId(), newId()];
const product: OwnProduct = {
  productId: newId(),
  handle: "pot",
  brand: "Kiln",
  status: "active",
  categoryId: newId(),
  hue: 75,
  optionKeys: [],
  updatedAt: new Date(),
  translations: [{ language: "en", title: "Teapot", slug: "teapot" }],
  media: [],
  lineage: [],
  variants: [
    {
      variantId,
      sku: "POT",
      label: "",
      options: {},
      stockPolicy: "deny",
      oversellMax: 0,
      shipsFrom: null,
      lowStockAt: null,
      perCustomerMax: null,
      stripes: 1,
      stock: [{ locationId, onHand: 10, held: 0, sold: 0 }],
      prices: [
        { currency: "USD", amount: 4990, compareAtAmount: null, source: "set", rateDate: null },
        { currency: "JPY", amount: 7500, compareAtAmount: null, source: "converted", rateDate: new Date() },
      ],
    },
  ],
};

describe("prices", () => {
  const prices = (price: string, was = "", currency: "USD" | "JPY" = "USD") =>
    pricesOf(formOf({ [`price-${variantId}`]: price, [`was-${variantId}`]: was }), product, currency);

  it("changes only what was typed anew", () => {
    expect(prices("49.90")).toEqual({ changes: [], wrong: [] });
    expect(prices("", "", "JPY")).toEqual({ changes: [], wrong: [] });
    expect(pricesOf(formOf({}), product, "USD")).toEqual({ changes: [], wrong: [] });
    expect(prices("39.90", "49.90").changes).toEqual([
      { variantId, currency: "USD", amount: 3990, compareAtAmount: 4990 },
    ]);
    expect(prices("").changes).toEqual([{ variantId, currency: "USD", amount: null, compareAtAmount: null }]);
  });

  it("refuses what is no price, and a was-price that isn't above it", () => {
    for (const typed of ["abc", "-1", "1e3", "12.345", "999999999"])
      expect(prices(typed).wrong).toContainEqual({ name: `price-${variantId}`, code: "price_invalid" });
    expect(prices("12.5", "", "JPY").wrong).toHaveLength(1);
    for (const was of ["49.90", "10", "x"])
      expect(prices("49.90", was).wrong).toEqual([{ name: `was-${variantId}`, code: "was_invalid" }]);
  });
});

describe("prices that go with what they were typed over", () => {
  const typed = (price: string, over: string, was = "", wasOver = "") =>
    pricesOf(
      formOf({
        [`price-${variantId}`]: price,
        [`seen-price-${variantId}`]: over,
        [`was-${variantId}`]: was,
        [`seen-was-${variantId}`]: wasOver,
      }),
      product,
      "USD",
    );

  it("change where they still stand, and stay where nobody touched them", () => {
    const change = { variantId, currency: "USD", amount: 3990, compareAtAmount: null };
    expect(typed("39.90", "49.90")).toEqual({ changes: [change], wrong: [] });
    expect(typed("45.00", "45.00")).toEqual({ changes: [], wrong: [] });
    expect(typed("49.90", "45.00")).toEqual({ changes: [], wrong: [] });
  });

  it("are refused where somebody else has changed them meanwhile", () => {
    for (const price of ["39.90", ""])
      expect(typed(price, "45.00")).toEqual({
        changes: [],
        wrong: [{ name: `price-${variantId}`, code: "changed_meanwhile" }],
      });
    expect(typed("49.90", "49.90", "69.90", "59.90")).toEqual({
      changes: [],
      wrong: [{ name: `was-${variantId}`, code: "changed_meanwhile" }],
    });
    const converted = formOf({ [`price-${variantId}`]: "7000", [`seen-price-${variantId}`]: "7500" });
    expect(pricesOf(converted, product, "JPY").wrong).toHaveLength(1);
  });
});

describe("stock", () => {
  const cell = stockCell(variantId, locationId);
  const stock = (typed: string) => stockOf(formOf({ [`seen-${cell}`]: "10", [`stock-${cell}`]: typed }));

  it.each([
    ["10", []],
    ["12", [{ variantId, locationId, onHand: { counted: 12, seen: 10 } }]],
    ["0", [{ variantId, locationId, onHand: { counted: 0, seen: 10 } }]],
    ["+5", [{ variantId, locationId, onHand: { by: 5 } }]],
    ["-3", [{ variantId, locationId, onHand: { by: -3 } }]],
    ["１２", [{ variantId, locationId, onHand: { counted: 12, seen: 10 } }]],
  ])("reads a count or a difference for %s", (typed, changes) => {
    expect(stock(typed)).toEqual({ changes, wrong: [] });
  });

  it("takes what is owed and was left as it stood for no difference", () => {
    const owed = formOf({ [`seen-${cell}`]: "-3", [`stock-${cell}`]: "-3" });
    expect(stockOf(owed)).toEqual({ changes: [], wrong: [] });
  });

  /** The form as it is sent from the page that is drawn anew after it was refused. */
  function sentAgain(refused: FormData, shelf: string): FormData {
    const drawn = cellOf(failedForm(refused, null), { name: `stock-${cell}`, seen: `seen-${cell}`, initial: shelf });
    return formOf({ [`seen-${cell}`]: drawn.seen, [`stock-${cell}`]: drawn.value });
  }

  it("changes nothing that was not touched where the shelf is another by the time the form is drawn anew", () => {
    const untouched = formOf({ [`seen-${cell}`]: "9", [`stock-${cell}`]: "9" });
    expect(stockOf(sentAgain(untouched, "12"))).toEqual({ changes: [], wrong: [] });
    const counted = formOf({ [`seen-${cell}`]: "12", [`stock-${cell}`]: "11" });
    expect(stockOf(sentAgain(counted, "9")).changes).toEqual([
      { variantId, locationId, onHand: { counted: 11, seen: 12 } },
    ]);
  });

  it("takes a cell without the figure it was shown with for no count, and lets it start over", () => {
    const unseen = formOf({ [`stock-${cell}`]: "9" });
    expect(stockOf(unseen)).toEqual({ changes: [], wrong: [`stock-${cell}`] });
    expect(stockOf(sentAgain(unseen, "12"))).toEqual({ changes: [], wrong: [] });
  });

  it.each(["", "x", "1.5", "99999999", "--1"])("refuses %s", (typed) => {
    expect(stock(typed)).toEqual({ changes: [], wrong: [`stock-${cell}`] });
  });
});

it("adds a missing title, keeps the others, and lets none be emptied", () => {
  expect(titlesOf(formOf({ "title-en": "Teapot", "title-de": "Teekanne", "title-ja": "" }), product)).toEqual({
    titles: { de: "Teekanne" },
    wrong: [],
  });
  const wrong = [{ name: "title-en", code: "title_empty" }];
  for (const title of [" ", "\u0000"])
    expect(titlesOf(formOf({ "title-en": title }), product)).toEqual({ titles: {}, wrong });
});

it("changes no title that is no longer what it was typed over, and none that nobody touched", () => {
  const typed = (title: string, over: string) =>
    titlesOf(formOf({ "title-en": title, "seen-title-en": over }), product);
  expect(typed("Tea pot", "Teapot")).toEqual({ titles: { en: "Tea pot" }, wrong: [] });
  expect(typed("Pot", "Pot")).toEqual({ titles: {}, wrong: [] });
  const wrong = [{ name: "title-en", code: "changed_meanwhile" }];
  for (const title of ["Tea pot", ""]) expect(typed(title, "Pot")).toEqual({ titles: {}, wrong });
});

it("changes a title that was stored with a character no keyboard writes, and leaves it where nobody touched it", () => {
  const stored = " Tea\u000bpot\u0007";
  const translations = [{ language: "en" as const, title: stored, slug: "teapot" }];
  const typed = (title: string) =>
    titlesOf(formOf({ "title-en": title, "seen-title-en": stored }), { ...product, translations });
  expect(typed("Kettle")).toEqual({ titles: { en: "Kettle" }, wrong: [] });
  expect(typed(stored)).toEqual({ titles: {}, wrong: [] });
});

it("a form that was drawn of no time that Postgres knows is none of ours", () => {
  const fields = { productId: newId(), status: "draft", currency: "USD" };
  for (const schema of [editSchema, statusSchema, pricesSchema]) {
    expect(schema.safeParse({ ...fields, seen: "0000-01-01T00:00:00Z" }).success).toBe(false);
    expect(schema.parse({ ...fields, seen: "2026-03-02T12:00:00.000Z" })).toMatchObject({
      productId: fields.productId,
      expectedUpdatedAt: new Date("2026-03-02T12:00:00Z"),
    });
  }
});
