import { attributes } from "../dev/demo-catalog/attributes";
import { departments } from "../dev/demo-catalog/departments";
import { type ProductIdea, textIn } from "../dev/demo-catalog/idea";
import { type Locale, requireMarket } from "../lib/i18n/markets";

/** A product of the demo catalog as it was written down, with its title in the market's language. */
export function demoProduct(handle: string, locale: Locale): Omit<ProductIdea, "title"> & { title: string } {
  const product = departments.flatMap(({ products }) => products).find((each) => each.handle === handle);
  if (!product) throw new Error(`The demo catalog has no ${handle}.`);
  return { ...product, title: textIn(product.title, requireMarket(locale).language) };
}

/** What a market calls a value of an option or a facet. */
export function valueName(attribute: string, value: string, locale: Locale): string {
  const name = attributes[attribute]?.values[value]?.label;
  if (!name) throw new Error(`The demo catalog has no ${attribute} ${value}.`);
  return textIn(name, requireMarket(locale).language);
}

/** Where a market has a department. */
export function departmentPath(key: string, locale: Locale): string {
  const department = departments.map(({ categories }) => categories[0]).find((each) => each?.key === key);
  if (!department) throw new Error(`The demo catalog has no ${key}.`);
  return `/${locale}/c/${encodeURIComponent(textIn(department.slug, requireMarket(locale).language))}`;
}
