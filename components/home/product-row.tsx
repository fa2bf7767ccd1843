import Link from "next/link";
import { ProductGrid } from "@/components/catalog/product-grid";
import type { ProductCard } from "@/lib/catalog/product";
import type { Locale } from "@/lib/i18n/markets";

interface ProductRowProps {
  id: string;
  title: string;
  products: ProductCard[];
  locale: Locale;
  arrives: string | undefined;
  more?: { name: string; href: string };
}

/** A titled row of products with a way to the rest. */
export function ProductRow({ id, title, products, locale, arrives, more }: ProductRowProps) {
  if (products.length === 0) return null;
  return (
    <section aria-labelledby={id} className="wrap section">
      <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <h2 id={id} className="display text-display-28">
          {title}
        </h2>
        {more ? (
          <Link href={more.href} prefetch={false} className="text-link text-sm">
            {more.name}
          </Link>
        ) : null}
      </div>
      <ProductGrid products={products} locale={locale} arrives={arrives} columns={4} />
    </section>
  );
}
