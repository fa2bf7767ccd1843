import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { FilterChips } from "@/components/admin/filter-chips";
import { PageHead } from "@/components/admin/page-head";
import { Pager } from "@/components/admin/pager";
import { Empty, ListPanel } from "@/components/admin/panel";
import { SearchForm } from "@/components/admin/search-form";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/http/cursor";
import { listRules } from "@/lib/search/merchandising/list-rules";
import { pageMarket } from "../../../page-market";
import { placeInList, searchedFor } from "../list-query";
import { RulesTable } from "./rules-table";

export const instant = false;

const states = ["on", "off", "waiting", "over"] as const;

const querySchema = z.object({
  state: z.enum(states).optional().catch(undefined),
  q: searchedFor,
  after: placeInList,
});

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("rules");
  return { title: t("title") };
}

export default async function SearchRulesPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale } = await pageMarket();
  const staff = await requireStaff(locale, "/admin/search-rules");
  const { state, q, after } = querySchema.parse(await searchParams);
  const cursor = readCursor(after);
  const now = new Date();
  const [t, tAdmin, { rows, next }] = await Promise.all([
    getTranslations("rules"),
    getTranslations("admin"),
    listRules(db(), staff, { state, text: q }, { after: cursor, pageSize: 30, now }),
  ]);
  const path = `/${locale}/admin/search-rules`;
  const filtered = Boolean(q || state);
  const add = (
    <Link href={`${path}/new`} prefetch={false} className="button-ink min-h-11! text-sm!">
      {t("new")}
    </Link>
  );
  return (
    <>
      <PageHead title={t("title")} intro={t(staff.operator ? "introShop" : "intro")}>
        <div className="flex w-full flex-wrap gap-3 sm:w-auto">
          <SearchForm path={path} value={q} keep={{ state }} label={t("find")} submitLabel={tAdmin("search")} />
          {add}
        </div>
      </PageHead>
      <FilterChips
        label={t("state")}
        path={path}
        name="state"
        value={state}
        query={{ state, q }}
        all={tAdmin("all")}
        choices={states.map((value) => ({ value, label: t(`states.${value}`) }))}
      />
      <ListPanel>
        {rows.length > 0 ? (
          <RulesTable rows={rows} locale={locale} operator={staff.operator} now={now} />
        ) : (
          <Empty title={filtered ? t("noMatch") : t("none")}>
            {filtered ? (
              t("noMatchText")
            ) : (
              <>
                <p className="mb-4">{t("noneText")}</p>
                {add}
              </>
            )}
          </Empty>
        )}
      </ListPanel>
      <Pager path={path} query={{ state, q }} first={cursor !== null} next={next ? writeCursor(next) : null} />
    </>
  );
}
