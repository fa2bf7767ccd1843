import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { SearchForm } from "@/components/admin/search-form";
import { Thumbnail } from "@/components/admin/thumbnail";
import { shortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import type { Locale, Market } from "@/lib/i18n/markets";
import { findPinnable } from "@/lib/search/merchandising/queries";
import { type NamedProduct, readNamed } from "@/lib/search/merchandising/read-named";
import type { SearchRule } from "@/lib/search/merchandising/rule";
import { PinForm, UnpinForm } from "./pin-forms";

interface PinsPanelProps {
  rule: SearchRule;
  locale: Locale;
  market: Market;
  /** What is looked for to be pinned. */
  find: string;
}

/** What is pinned, and the search for more: by name, SKU or handle. */
export async function PinsPanel({ rule, locale, market, find }: PinsPanelProps) {
  const [t, tAdmin, named, found] = await Promise.all([
    getTranslations("rules"),
    getTranslations("admin"),
    readNamed(
      db(),
      rule.pins.map(({ productId }) => productId),
      market.language,
    ),
    find ? findPinnable(rule, find, market) : [],
  ]);
  const products = new Map(named.map((product) => [product.productId, product]));
  const pinned = new Set(rule.pins.map(({ productId }) => productId));
  return (
    <Panel title={t("pins")}>
      {rule.pins.length === 0 ? <p className="mb-4 text-sm text-soft">{t("noPins")}</p> : null}
      <ol className="mb-4 grid gap-3 empty:hidden">
        {rule.pins.map(({ productId, position }) => {
          const product = products.get(productId);
          const title = product?.title ?? t("gone");
          return (
            <li key={productId} className="flex flex-wrap items-center gap-3">
              <span className="w-7 shrink-0 text-end text-sm font-semibold tabular-nums">{position}</span>
              <Named product={product} title={title} note={product && !product.active ? t("notShown") : null} />
              <UnpinForm rule={rule} locale={locale} productId={productId} title={title} />
            </li>
          );
        })}
      </ol>
      <SearchForm
        path={`/${locale}/admin/search-rules/${shortId(rule.ruleId)}`}
        name="find"
        value={find}
        keep={{}}
        label={t("findProduct")}
        submitLabel={tAdmin("search")}
      />
      {find && found.length === 0 ? <p className="mt-4 text-sm text-soft">{t("foundNone")}</p> : null}
      <ul className="mt-4 grid gap-3 empty:hidden">
        {found.map((product) => (
          <li key={product.productId} className="flex flex-wrap items-center gap-3">
            <Named product={product} title={product.title} note={product.merchantName} />
            {pinned.has(product.productId) ? (
              <span className="text-sm text-soft">{t("isPinned")}</span>
            ) : (
              <PinForm rule={rule} locale={locale} productId={product.productId} title={product.title} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Named({ product, title, note }: { product: NamedProduct | undefined; title: string; note: string | null }) {
  return (
    <span className="flex min-w-0 grow basis-48 items-center gap-3 text-sm">
      <Thumbnail imageKey={product?.imageKey ?? null} hue={product?.imageHue ?? null} />
      <span className="min-w-0">
        <span className="block font-semibold wrap-anywhere">{title}</span>
        {note ? <span className="block text-xs text-soft">{note}</span> : null}
      </span>
    </span>
  );
}
