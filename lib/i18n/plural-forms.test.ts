import { expect, it } from "vitest";
import { pluralForms, sayCount } from "./plural-forms";

it.each([
  ["en-US", { one: "# product", other: "# products" }],
  ["de-DE", { one: "# Artikel", other: "# Artikel" }],
  ["ja-JP", { other: "#件の商品" }],
  ["ar-AE", { zero: "لا منتجات", one: "منتج واحد", two: "منتجان", few: "# منتجات", many: "# منتجًا", other: "# منتج" }],
  ["pl-PL", { one: "# produkt", few: "# produkty", many: "# produktów", other: "# produktu" }],
  ["fr-FR", { one: "# produit", many: "# de produits", other: "# produits" }],
])("a script says every number in %s as its messages do", (locale, said: Record<string, string>) => {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  const write = (count: number) => (said[rules.select(count)] ?? "").replace("#", digits.format(count));
  const forms = pluralForms(locale, write);
  for (const count of [0, 1, 2, 3, 5, 11, 12, 21, 24, 42, 100, 101, 1_234, 1_000_000])
    expect(sayCount(count, locale, forms)).toBe(write(count));
});
