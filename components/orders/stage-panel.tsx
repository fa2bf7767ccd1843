import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ComponentProps } from "react";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { LookAgain } from "@/components/ui/look-again";
import { formatMoney } from "@/lib/core/money";
import { formatDate, formatDeadline } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { takenBefore } from "@/lib/orders/capture-before";
import type { OrderView } from "@/lib/orders/read-order";
import type { OrderStage } from "./order-stage";

const title = "mt-2 display text-display-34 [overflow-wrap:anywhere] md:text-display-46";
const text = "mt-3 max-w-[60ch] text-lg text-soft";

/** How the order stands, in a sentence, and the one next step. */
export async function StagePanel({
  order,
  stage,
  room,
  cancel,
  look,
  locale,
}: {
  order: OrderView;
  stage: OrderStage;
  /** Whose room it takes as well. */
  room: readonly OrderStage[];
  /** Calls the unpaid order off. */
  cancel: ComponentProps<typeof ActionForm>["action"];
  /** Draws the page anew. */
  look: () => Promise<void>;
  locale: Locale;
}) {
  const t = await getTranslations("order");
  const amount = formatMoney({ amount: order.totalAmount, currency: order.currency }, locale);
  const words = {
    ...{ name: order.shipTo.name, email: order.email, amount },
    time: formatDeadline(order.expiresAt, locale),
    // Of an order that nobody has paid yet the words take their room only.
    day: formatDate(takenBefore(order) ?? order.expiresAt, locale),
  };
  const payable = (stage === "waiting" || stage === "unpaid") && order.payment?.sessionUrl;
  const isConfirmed = stage === "paid" || stage === "authorized";
  const isPromised = stage === "promised" || stage === "overdue";
  const inCart = stage === "lapsed" || stage === "cancelled" || stage === "failed";
  const isOff = stage.startsWith("cancelled_") || stage === "lapsed_unheard";
  const looks = stage === "opening" || stage === "confirming";
  return (
    <div>
      <p className="text-sm font-medium text-soft">{t("title", { number: order.number })}</p>
      <div className="grid *:[grid-area:1/1]">
        <div>
          <h1 className={title}>{t(`stages.${stage}.title`, words)}</h1>
          <p className={text}>{t(`stages.${stage}.text`, words)}</p>
        </div>
        {room.map((other) => (
          <div key={other} className="invisible">
            <p className={title}>{t(`stages.${other}.title`, words)}</p>
            <p className={text}>{t(`stages.${other}.text`, words)}</p>
          </div>
        ))}
      </div>
      {looks ? (
        <>
          <LookAgain look={look} slowText={t(`stages.${stage}.slow`, words)} />
          <noscript>
            <meta httpEquiv="refresh" content="5" />
          </noscript>
        </>
      ) : null}
      <div className="mt-6 flex flex-wrap gap-3 empty:hidden print:hidden">
        {payable ? (
          <a href={payable} className="button-accent">
            {t("payNow", { amount })}
          </a>
        ) : null}
        {payable || stage === "opening" ? (
          <ActionForm action={cancel} className="grid gap-2">
            <FormSubmit className="button-outline justify-self-start">{t("cancel")}</FormSubmit>
            <FormMessage />
          </ActionForm>
        ) : null}
        {inCart ? (
          <Link href={`/${locale}/cart`} prefetch={false} className="button-accent">
            {t("toCart")}
          </Link>
        ) : null}
        {isConfirmed || stage === "confirming" || isPromised || stage === "processing" || isOff ? (
          <Link href={`/${locale}`} prefetch={false} className="button-outline">
            {t("keepShopping")}
          </Link>
        ) : null}
      </div>
    </div>
  );
}
