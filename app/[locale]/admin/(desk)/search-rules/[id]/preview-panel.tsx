import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Empty, Panel } from "@/components/admin/panel";
import { Thumbnail } from "@/components/admin/thumbnail";
import type { Locale, Market } from "@/lib/i18n/markets";
import type { Preview, PreviewRow } from "@/lib/search/merchandising/preview-rule";
import type { SearchRule } from "@/lib/search/merchandising/rule";
import { ruleSearchPath } from "@/lib/search/merchandising/rule-search-path";
import { PinForm, UnpinForm } from "./pin-forms";

interface PreviewPanelProps {
  rule: SearchRule;
  locale: Locale;
  market: Market;
  preview: Preview;
}

/** The list as shoppers see it with this rule on, each product with where it stood without, and a way to place it. */
export async function PreviewPanel({ rule, locale, market, preview }: PreviewPanelProps) {
  const t = await getTranslations("rules");
  const pins = new Map(rule.pins.map(({ productId, position }) => [productId, position]));
  const mayPin = ({ merchantId }: PreviewRow) => rule.merchantId === null || merchantId === rule.merchantId;
  return (
    <Panel
      title={t("preview")}
      aside={
        <Link className="text-link" href={ruleSearchPath(rule, market)} prefetch={false} target="_blank">
          {t("openSearch")}
        </Link>
      }
    >
      {rule.target ? <p className="mb-4 text-sm font-semibold">{t("previewLed")}</p> : null}
      {preview.rows.length === 0 ? (
        <Empty title={t("previewEmpty")}>{t("previewEmptyText")}</Empty>
      ) : (
        <ol className="divide-y divide-line">
          {preview.rows.map((row) => {
            const { hit, place, before } = row;
            return (
              <li
                key={hit.productId}
                className="grid grid-cols-[2rem_auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 py-2.5"
              >
                <span className="text-end text-sm text-soft tabular-nums">{place}</span>
                <Thumbnail imageKey={hit.picture?.key ?? null} hue={hit.picture?.hue ?? hit.hue} />
                <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
                  <span className="min-w-0 grow basis-40 text-sm">
                    <span className="block font-semibold wrap-anywhere">{hit.title}</span>
                    <span className="block text-xs text-soft">
                      {[
                        hit.merchantName,
                        ...(pins.has(hit.productId) ? [t("isPinned")] : []),
                        ...(before === null
                          ? [t("wasNowhere")]
                          : before === place
                            ? []
                            : [t("was", { place: before })]),
                      ].join(" · ")}
                    </span>
                  </span>
                  {mayPin(row) ? (
                    pins.has(hit.productId) ? (
                      <UnpinForm rule={rule} locale={locale} productId={hit.productId} title={hit.title} />
                    ) : (
                      <PinForm rule={rule} locale={locale} productId={hit.productId} title={hit.title} />
                    )
                  ) : null}
                </div>
              </li>
            );
          })}
        </ol>
      )}
    </Panel>
  );
}
