import { getTranslations } from "next-intl/server";
import type { ProductDetail } from "@/lib/catalog/product";

/** What the merchant tells of the product, and its facts in a table. */
export async function ProductStory({ product, sku }: { product: ProductDetail; sku: string }) {
  const t = await getTranslations("product");
  const facts = [
    ...product.specs,
    ...product.attributes
      .filter(({ name }) => !product.specs.some(({ label }) => label === name))
      .map(({ name, values }) => ({ label: name, value: values.map(({ label }) => label).join(", ") })),
    { label: t("brand"), value: product.brand },
    { label: t("sku"), value: sku },
  ].filter(({ value }) => value !== "");
  return (
    <section className="section grid gap-x-14 gap-y-9 lg:grid-cols-2">
      <div>
        {product.headline ? <h2 className="display text-display-28">{product.headline}</h2> : null}
        <div
          className="prose mt-4"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: merchants' HTML went through an allow-list when it was written
          dangerouslySetInnerHTML={{ __html: product.descriptionHtml }}
          lang={product.language}
        />
      </div>
      <div>
        <h2 className="sr-only">{t("specs")}</h2>
        <dl className="border-t border-line">
          {facts.map(({ label, value }) => (
            <div
              className="grid grid-cols-[minmax(7rem,1fr)_2.4fr] gap-4 border-b border-line py-3.5 text-sm"
              key={label}
            >
              <dt className="text-soft hyphens-auto [overflow-wrap:anywhere]">{label}</dt>
              <dd className="[overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
