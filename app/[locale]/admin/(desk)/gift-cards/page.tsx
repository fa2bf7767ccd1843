import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { z } from "zod";
import { Columns } from "@/components/admin/columns";
import { PageHead } from "@/components/admin/page-head";
import { Pager } from "@/components/admin/pager";
import { Empty, ListPanel, Panel } from "@/components/admin/panel";
import { SearchForm } from "@/components/admin/search-form";
import { Table } from "@/components/admin/table";
import { ActionForm, FormConfirm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { FormField, FormSelect } from "@/components/ui/form-fields";
import { StatusChip } from "@/components/ui/status-chip";
import { requireOperator } from "@/lib/auth/auth";
import { newId } from "@/lib/core/ids";
import { formatMoney } from "@/lib/core/money";
import { typedText } from "@/lib/core/typed-text";
import { db } from "@/lib/db/client";
import { formatDate } from "@/lib/i18n/format";
import { currencyCodes, type Locale, languages, locales, requireMarket } from "@/lib/i18n/markets";
import { type GiftCardRow, listGiftCards } from "@/lib/payments/list-gift-cards";
import { pageMarket } from "../../../page-market";
import { placeInList } from "../list-query";
import { disable, issue } from "./actions";

export const instant = false;

const querySchema = z.object({
  q: typedText().max(4).catch(""),
  after: placeInList,
});
const tones = { active: "good", spent: "quiet", expired: "quiet", disabled: "quiet" } as const;

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("returns");
  return { title: t("gift.title") };
}

export default async function GiftCardsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale, currency } = await pageMarket();
  await requireOperator(locale, "/admin/gift-cards");
  const { q, after } = querySchema.parse(await searchParams);
  const [t, ta] = await Promise.all([getTranslations("returns"), getTranslations("admin")]);
  const { rows, next } = await listGiftCards(db(), { lastFour: q || undefined }, { after, pageSize: 30 }, new Date());
  const path = `/${locale}/admin/gift-cards`;
  return (
    <>
      <PageHead title={t("gift.title")}>
        <SearchForm path={path} value={q} keep={{}} label={t("gift.search")} submitLabel={ta("search")} />
      </PageHead>
      <Columns>
        <div className="min-w-0">
          <ListPanel>
            {rows.length === 0 ? (
              <Empty title={t("gift.none")}>{q ? t("gift.noMatchText") : t("gift.noneText")}</Empty>
            ) : (
              <CardTable rows={rows} locale={locale} />
            )}
          </ListPanel>
          <Pager path={path} query={{ q }} first={after !== undefined} next={next} />
        </div>
        <Panel title={t("gift.issue")}>
          <ActionForm action={issue.bind(null, locale)} className="grid gap-4">
            <input type="hidden" name="cardId" value={newId()} />
            <FormField
              id="amount"
              name="amount"
              label={t("gift.amount")}
              inputMode="decimal"
              autoComplete="off"
              required
            />
            <FormSelect id="currency" name="currency" label={t("gift.currency")} initial={currency}>
              {currencyCodes.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </FormSelect>
            <FormField id="email" name="email" type="email" label={t("gift.email")} hint={t("gift.emailHint")} />
            <FormSelect id="language" name="mailLocale" label={t("gift.language")} initial={locale}>
              {locales.map((tag) => (
                <option key={tag} value={tag}>
                  {languages[requireMarket(tag).language].name} · {requireMarket(tag).region}
                </option>
              ))}
            </FormSelect>
            <FormField id="expires" name="expires" type="date" label={t("gift.expires")} hint={t("gift.expiresHint")} />
            <FormMessage />
            <div>
              <FormSubmit>{t("gift.submit")}</FormSubmit>
            </div>
          </ActionForm>
        </Panel>
      </Columns>
    </>
  );
}

async function CardTable({ rows, locale }: { rows: GiftCardRow[]; locale: Locale }) {
  const t = await getTranslations("returns");
  return (
    <Table
      caption={t("gift.title")}
      head={
        <>
          <th scope="col">{t("gift.code")}</th>
          <th scope="col" className="figure">
            {t("gift.balance")}
          </th>
          <th scope="col" className="@max-2xl:hidden">
            {t("gift.made")}
          </th>
          <th scope="col">{t("list.status")}</th>
        </>
      }
    >
      {rows.map(({ codeHash, lastFour, email, balance, initialAmount, currency, createdAt, expiresAt, status }) => (
        <Fragment key={codeHash}>
          <tr>
            <td>
              <bdi dir="ltr" className="font-semibold whitespace-nowrap">
                •••• {lastFour}
              </bdi>
              {email ? <span className="block text-xs text-soft">{email}</span> : null}
            </td>
            <td className="figure">
              {formatMoney({ amount: balance, currency }, locale)}
              <span className="block text-xs text-soft">
                {t("gift.of", { amount: formatMoney({ amount: initialAmount, currency }, locale) })}
              </span>
            </td>
            <td className="whitespace-nowrap @max-2xl:hidden">
              {formatDate(createdAt, locale)}
              {expiresAt ? (
                <span className="block text-xs text-soft">
                  {t("gift.until", { date: formatDate(expiresAt, locale) })}
                </span>
              ) : null}
            </td>
            <td>
              <StatusChip tone={tones[status]}>{t(`gift.statuses.${status}`)}</StatusChip>
            </td>
          </tr>
          <tr>
            <td colSpan={4} className="border-t-0! py-0!">
              <ActionForm
                action={disable.bind(null, locale, codeHash)}
                label={t("gift.disableOne", { lastFour })}
                className="grid justify-items-end gap-2 text-end has-[button]:pb-3"
              >
                <FormMessage />
                {status === "active" || status === "spent" ? (
                  <FormConfirm again={t("gift.disableConfirm")} small>
                    {t("gift.disable")}
                  </FormConfirm>
                ) : null}
              </ActionForm>
            </td>
          </tr>
        </Fragment>
      ))}
    </Table>
  );
}
