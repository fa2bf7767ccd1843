import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Price } from "@/components/ui/price";
import { changeQuantity, keepForLater } from "@/lib/cart/actions";
import type { CartLineView } from "@/lib/cart/cart";
import { formatMoney } from "@/lib/core/money";
import { formatDay } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { LineForm } from "./line-form";
import { LinePicture } from "./line-picture";
import { LineQuantity } from "./line-quantity";

const act =
  "inline-flex min-h-11 items-center text-sm font-medium text-soft underline underline-offset-4 hover:text-ink disabled:text-faint";

/** A line of the cart, or of what is saved for later. */
export async function CartLine({ line, locale }: { line: CartLineView; locale: Locale }) {
  const t = await getTranslations("cart");
  const stock = await getTranslations("stock");
  const { title, quantity, problem, unitPrice, savedForLater } = line;
  const key = { locale, productId: line.productId, variantId: line.variantId };
  const total = { amount: unitPrice.amount * quantity, currency: unitPrice.currency };
  const Heading = savedForLater ? "h3" : "h2";
  const takes = !savedForLater && (problem === null || problem === "less_stock" || problem === "over_limit");
  return (
    <li
      id={`line-${line.variantId}`}
      className="grid scroll-mt-(--header-covers) grid-cols-[auto_1fr] gap-x-4 border-b border-line py-6 sm:gap-x-6"
    >
      <Link
        href={`/${locale}${line.path}`}
        tabIndex={-1}
        aria-hidden
        prefetch={false}
        className={problem === "sold_out" || problem === "unavailable" ? "opacity-50" : ""}
      >
        <LinePicture picture={line.picture} hue={line.hue} className="size-20 sm:size-28" />
      </Link>
      <div className="min-w-0">
        <div className="flex items-baseline justify-between gap-x-4 sm:gap-x-6">
          <Heading className="min-w-0 text-base leading-snug font-semibold hyphens-auto [overflow-wrap:anywhere]">
            <Link href={`/${locale}${line.path}`} prefetch={false} className="quiet-link">
              {title}
            </Link>
          </Heading>
          <Price money={savedForLater ? unitPrice : total} locale={locale} />
        </div>
        <p className="mt-0.5 text-sm text-soft">
          {line.options.map((option) => option.value).join(" · ")}
          {line.options.length > 0 ? <br /> : null}
          {t("soldBy", { merchant: line.merchantName })}
        </p>
        {!savedForLater && quantity > 1 ? (
          <p className="money mt-0.5 text-sm text-soft">{t("each", { price: formatMoney(unitPrice, locale) })}</p>
        ) : null}
        {line.priceWas ? (
          <p className="money mt-1.5 text-sm font-semibold">
            {t("priceWas", { price: formatMoney(line.priceWas, locale) })}
          </p>
        ) : null}
        {line.shipsFrom && (problem === null || problem === "less_stock") ? (
          <p className="mt-1.5 text-sm font-semibold">
            {stock("shipsFrom", { day: formatDay(line.shipsFrom, locale) })}
          </p>
        ) : null}
        {problem ? (
          <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
            <p className="flex items-start gap-2 text-sm font-semibold text-accent">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              {problem === "over_limit"
                ? stock("overLimit", { max: line.most })
                : t(`problems.${problem}`, { count: line.free })}
            </p>
            {(problem === "less_stock" || problem === "over_limit") && !savedForLater ? (
              <LineForm
                action={changeQuantity}
                line={key}
                fields={{ quantity: String(line.most) }}
                className="button-ink min-h-11 px-5 text-sm"
              >
                {t("takeLeft", { count: line.most })}
              </LineForm>
            ) : null}
          </div>
        ) : null}
        <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-1">
          {takes ? (
            <LineQuantity
              line={key}
              quantity={quantity}
              most={Math.max(1, line.most)}
              labels={{ quantity: t("quantity", { title }), less: t("less", { title }), more: t("more", { title }) }}
            />
          ) : null}
          {/* Together, so that neither is left alone on a line of its own. */}
          <div className="flex flex-wrap items-center gap-x-5">
            {savedForLater && problem !== "unavailable" && problem !== "sold_out" ? (
              <LineForm
                action={keepForLater}
                line={key}
                fields={{ saved: "false" }}
                label={t("moveOf", { title })}
                className="button-outline min-h-11 px-5 text-sm"
              >
                {t("move")}
              </LineForm>
            ) : null}
            {!savedForLater && problem !== "unavailable" ? (
              <LineForm
                action={keepForLater}
                line={key}
                fields={{ saved: "true" }}
                label={t("saveOf", { title })}
                className={act}
              >
                {t("save")}
              </LineForm>
            ) : null}
            <LineForm
              action={changeQuantity}
              line={key}
              fields={{ quantity: "0" }}
              label={t("removeOf", { title })}
              removes={{ title, quantity }}
              className={act}
            >
              {t("remove")}
            </LineForm>
          </div>
        </div>
      </div>
    </li>
  );
}
