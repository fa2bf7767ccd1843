import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { locale as localeParameter } from "next/root-params";
import { getTranslations } from "next-intl/server";
import { LinePicture } from "@/components/cart/line-picture";
import { ActionForm, FormField, FormMessage, FormSelect, FormSubmit } from "@/components/ui/action-form";
import { systemClock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { formatNumber } from "@/lib/i18n/format";
import { getMarket, type Locale } from "@/lib/i18n/markets";
import type { OrderView } from "@/lib/orders/read-order";
import { readReturnable } from "@/lib/orders/returns/read-returnable";
import { returnReasons } from "@/lib/orders/returns/return";
import { askForReturn } from "../actions";
import { findOrder } from "../find-order";

export const instant = false;

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await findOrder((await params).token))) notFound();
  const t = await getTranslations("returns");
  return { title: t("request.title"), robots: { index: false, follow: false }, referrer: "same-origin" };
}

/** A form for each merchant of the order: things go back to whoever sent them. */
export default async function ReturnPage({ params }: Props) {
  const market = getMarket((await localeParameter()) ?? "");
  const { token } = await params;
  const order = await findOrder(token);
  if (!market || !order) notFound();
  const { locale } = market;
  const t = await getTranslations("returns");
  const returnable = await readReturnable(db(), order, systemClock());
  const lines = order.lines.flatMap((line) => {
    const left = returnable?.units.get(line.lineId) ?? 0;
    return left > 0 ? [{ ...line, left }] : [];
  });
  const byMerchant = Map.groupBy(lines, ({ merchantId }) => merchantId);
  return (
    <div className="wrap max-w-3xl pt-8 md:pt-12">
      <Link
        href={`/${locale}/orders/${token}`}
        prefetch={false}
        className="quiet-link inline-block py-2 text-sm text-soft"
      >
        <span aria-hidden>← </span>
        {t("request.back", { number: order.number })}
      </Link>
      <h1 className="display mt-2 text-display-34 md:text-display-46">{t("request.title")}</h1>
      <p className="mt-3 max-w-[60ch] text-lg text-soft">{t(lines.length > 0 ? "request.text" : "request.none")}</p>
      {[...byMerchant].map(([merchantId, own]) => (
        <MerchantForm key={merchantId} lines={own} token={token} locale={locale} />
      ))}
    </div>
  );
}

async function MerchantForm({
  lines,
  token,
  locale,
}: {
  lines: (OrderView["lines"][number] & { left: number })[];
  token: string;
  locale: Locale;
}) {
  const t = await getTranslations("returns");
  const [first] = lines;
  if (!first) return null;
  return (
    <ActionForm action={askForReturn.bind(null, locale, token)} className="mt-8 grid gap-6">
      <h2 className="text-lg font-bold">{t("request.from", { merchant: first.merchantName })}</h2>
      <input type="hidden" name="returnId" value={newId()} />
      <ul className="grid gap-6">
        {lines.map(({ lineId, title, options, imageKey, imageHue, left }) => (
          <li key={lineId} className="grid gap-4 border-t border-line pt-5">
            <div className="flex gap-4">
              <LinePicture
                picture={imageKey ? { key: imageKey, width: 640, height: 640, alt: "", hue: imageHue } : null}
                hue={imageHue ?? 75}
                className="size-16"
              />
              <span className="min-w-0 flex-1">
                <span className="block font-semibold [overflow-wrap:anywhere]">{title}</span>
                <span className="block text-sm text-soft">{options.map(({ value }) => value).join(" · ")}</span>
              </span>
            </div>
            <div className="grid gap-4 sm:grid-cols-2">
              <FormSelect
                id={`units-${lineId}`}
                name={`units.${lineId}`}
                label={t("request.units")}
                initial={lines.length === 1 ? "1" : "0"}
              >
                {Array.from({ length: left + 1 }, (_, index) => index).map((units) => (
                  <option key={units} value={units}>
                    {units === 0 ? t("request.keep") : formatNumber(units, locale)}
                  </option>
                ))}
              </FormSelect>
              <FormSelect
                id={`reason-${lineId}`}
                name={`reason.${lineId}`}
                label={t("request.why")}
                initial={returnReasons[0]}
              >
                {returnReasons.map((reason) => (
                  <option key={reason} value={reason}>
                    {t(`reasons.${reason}`)}
                  </option>
                ))}
              </FormSelect>
            </div>
          </li>
        ))}
      </ul>
      <FormSelect
        id={`resolution-${first.lineId}`}
        name="resolution"
        label={t("request.wants")}
        hint={t("request.wantsHint")}
        initial="refund"
      >
        <option value="refund">{t("resolutions.refund")}</option>
        <option value="store_credit">{t("resolutions.store_credit")}</option>
      </FormSelect>
      <FormField
        id={`comment-${first.lineId}`}
        name="comment"
        label={t("request.comment")}
        maxLength={500}
        autoComplete="off"
      />
      <FormMessage />
      <div>
        <FormSubmit className="button-accent">{t("request.submit")}</FormSubmit>
      </div>
    </ActionForm>
  );
}
