import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { getCustomerId } from "@/lib/auth/guest";
import { productPath } from "@/lib/catalog/product";
import { getProduct } from "@/lib/catalog/queries";
import { systemClock } from "@/lib/core/clock";
import { fromShortId, shortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { localePath } from "@/lib/i18n/alternates";
import { formatDeadline, formatNumber } from "@/lib/i18n/format";
import { getMarket } from "@/lib/i18n/markets";
import { aheadOf, minutesUntil, notJoined, phaseOf } from "@/lib/inventory/waiting-room/drop";
import { readDrop } from "@/lib/inventory/waiting-room/read-drop";
import { readPlace } from "@/lib/inventory/waiting-room/read-place";

/** Each shopper's own: it comes whole from the server, so that it also works without script. */
export const instant = false;

interface DropPageProps {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ problem?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drops");
  return { title: t("room"), robots: { index: false } };
}

/** The waiting room as a plain page: it moves when it is asked to. */
export default async function DropPage({ params, searchParams }: DropPageProps) {
  const { locale: tag, id } = await params;
  const market = getMarket(tag);
  const productId = fromShortId(id);
  if (!market || !productId) notFound();
  const { locale } = market;
  await connection();
  const ticketId = await getCustomerId();
  const now = systemClock();
  const [t, product, signal, place, { problem }] = await Promise.all([
    getTranslations("drops"),
    getProduct(productId, locale),
    readDrop(db(), productId),
    ticketId ? readPlace(db(), { productId, ticketId }) : null,
    searchParams,
  ]);
  if (!product || !signal) notFound();
  const own = place ?? notJoined;
  const phase = phaseOf(signal, own, now);
  const mayBuy = phase === "turn" || phase === "closed";
  const mayJoin = phase === "before" || phase === "joinable" || phase === "passed";
  const words = {
    at: formatDeadline(new Date(signal.opensAt), locale),
    until: own.admittedUntil ? formatDeadline(new Date(own.admittedUntil), locale) : "",
  };
  const number = (value: number) => formatNumber(value, locale);
  return (
    <div className="wrap max-w-2xl pt-8 md:pt-12">
      <p className="text-sm font-semibold text-soft">{t("room")}</p>
      <h1 className="display mt-2 text-display-34">{product.title}</h1>
      <section className="panel mt-6 grid gap-4 p-5 md:p-6">
        <div>
          <h2 className="text-lg font-semibold">{t(`phases.${phase}`, words)}</h2>
          <p className="mt-1 text-soft">{t(`texts.${phase}`, words)}</p>
        </div>
        {phase === "waiting" && own.place !== null ? (
          <dl className="grid gap-2">
            {[
              { name: t("place"), value: number(own.place) },
              { name: t("ahead"), value: number(aheadOf(signal, own.place)) },
              { name: t("estimate"), value: t("minutes", { minutes: number(minutesUntil(signal, own.place)) }) },
            ].map(({ name, value }) => (
              <div key={name} className="flex justify-between gap-4">
                <dt className="text-soft">{name}</dt>
                <dd className="font-semibold tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        {problem === "too_many" ? (
          <p className="text-sm font-semibold text-accent" role="alert">
            {t("errors.too_many")}
          </p>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          {mayJoin ? (
            <form action={`/api/drops/${productId}/place`} method="post">
              <input name="locale" type="hidden" value={locale} />
              <button className="button-accent" type="submit">
                {phase === "passed" ? t("joinAgain") : t("join")}
              </button>
            </form>
          ) : null}
          {mayBuy ? null : (
            // A plain link, so that the page is asked for anew without script as well.
            <a className={mayJoin ? "text-link" : "button-ink"} href={localePath(locale, `/drop/${id}`)}>
              {t("refresh")}
            </a>
          )}
          <Link
            className={mayBuy ? "button-accent" : "text-link"}
            href={localePath(locale, productPath(product.slug, shortId(productId)))}
          >
            {t("toProduct", { title: product.title })}
          </Link>
        </div>
      </section>
    </div>
  );
}
