import type { Locale } from "@/lib/i18n/markets";
import { type ListedCard, ProductCard } from "./product-card";

interface ProductGridProps {
  products: ListedCard[];
  locale: Locale;
  arrives?: string | undefined;
  /** Three columns beside a sidebar, four over the full width. */
  columns: 3 | 4;
  /** How many of the first pictures load at once. */
  eager?: number;
}

export function ProductGrid({ products, locale, arrives, columns, eager = 0 }: ProductGridProps) {
  return (
    <ul
      className={`grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-5 md:grid-cols-3 lg:gap-y-11 ${columns === 4 ? "lg:grid-cols-4" : ""}`}
    >
      {products.map((product, index) => (
        <li className="min-w-0" key={product.productId}>
          <ProductCard arrives={arrives} locale={locale} priority={index < eager} product={product} />
        </li>
      ))}
    </ul>
  );
}
