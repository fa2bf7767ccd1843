import { Plus } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Companion } from "@/lib/catalog/read-together";
import type { Locale } from "@/lib/i18n/markets";
import { CardPrice } from "./card-price";
import { ProductImage } from "./product-image";

interface TogetherListProps {
  title: string;
  products: Companion[];
  locale: Locale;
  /** Adds what a form names and shows the cart. */
  add: (form: FormData) => Promise<void>;
}

/** What others took along, each a tap from the cart, without script as well. What comes in several kinds is chosen first. */
export async function TogetherList({ title, products, locale, add }: TogetherListProps) {
  if (products.length === 0) return null;
  const t = await getTranslations("product");
  return (
    <section aria-label={title} className="section">
      <h2 className="display text-display-28">{title}</h2>
      <ul className="mt-4 grid gap-x-10 md:grid-cols-2">
        {products.map((product) => (
          <li
            className="grid grid-cols-[5rem_minmax(0,1fr)_auto] items-center gap-4 border-b border-line py-4"
            key={product.productId}
          >
            <span className="relative block aspect-square overflow-hidden rounded-field">
              <ProductImage
                hue={product.hue}
                picture={product.picture && { ...product.picture, alt: "" }}
                place="thumb"
                sizes="80px"
              />
            </span>
            <div className="min-w-0">
              <h3 className="text-md leading-snug font-semibold hyphens-auto [overflow-wrap:anywhere]">
                <Link className="quiet-link inline-block py-1" href={`/${locale}${product.path}`} prefetch={false}>
                  {product.title}
                </Link>
              </h3>
              <CardPrice locale={locale} product={product} />
            </div>
            {product.onlyVariantId ? (
              <form action={add}>
                <input name="locale" type="hidden" value={locale} />
                <input name="productId" type="hidden" value={product.productId} />
                <input name="variantId" type="hidden" value={product.onlyVariantId} />
                <input name="quantity" type="hidden" value="1" />
                <button
                  aria-label={t("togetherAddOf", { title: product.title })}
                  className="chip min-h-11 font-semibold"
                  type="submit"
                >
                  <Plus aria-hidden size={16} />
                  {t("togetherAdd")}
                </button>
              </form>
            ) : (
              <Link
                aria-label={t("togetherChooseOf", { title: product.title })}
                className="chip min-h-11 font-semibold"
                href={`/${locale}${product.path}`}
                prefetch={false}
              >
                {t("togetherChoose")}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
