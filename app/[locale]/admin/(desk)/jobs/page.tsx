import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { PageHead } from "@/components/admin/page-head";
import { Pager } from "@/components/admin/pager";
import { Empty, ListPanel, Panel } from "@/components/admin/panel";
import { Table } from "@/components/admin/table";
import { ActionForm, FormConfirm, FormMessage } from "@/components/ui/action-form";
import { LiveRegion } from "@/components/ui/live-region";
import { requireOperator } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { countJobs, type DeadJob, type JobCounts, jobIdSchema, listDeadJobs } from "@/lib/jobs/read-jobs";
import { pageMarket } from "../../../page-market";
import { discard, retry } from "./actions";

export const instant = false;

const querySchema = z.object({
  after: jobIdSchema.optional().catch(undefined),
  retried: z.coerce.number().int().min(0).optional().catch(undefined),
  discarded: z.string().optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("parcels");
  return { title: t("jobs.title") };
}

/** What the queue could not do, for those who run the shop: try again, or give up. */
export default async function JobsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { locale } = await pageMarket();
  await requireOperator(locale, "/admin/jobs");
  const { after = null, retried, discarded } = querySchema.parse(await searchParams);
  const t = await getTranslations("parcels");
  const [{ rows, next }, counts] = await Promise.all([listDeadJobs(db(), { after, pageSize: 20 }), countJobs(db())]);
  const said = retried === undefined ? (discarded ? t("jobs.discarded") : "") : t("jobs.retried", { count: retried });
  return (
    <>
      <PageHead title={t("jobs.title")} />
      <LiveRegion message={said} className="mb-4 text-sm font-semibold text-good empty:mb-0" />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5">
        <Panel
          title={t("jobs.dead")}
          aside={
            rows.length > 0 ? (
              <form action={retry.bind(null, locale, "all")}>
                <button type="submit" className="button-outline min-h-11! text-sm!">
                  {t("jobs.retryAll")}
                </button>
              </form>
            ) : null
          }
        >
          {rows.length === 0 ? <Empty title={t("jobs.none")}>{t("jobs.noneText")}</Empty> : null}
          <ul>
            {rows.map((job) => (
              <DeadRow key={job.jobId} job={job} locale={locale} />
            ))}
          </ul>
        </Panel>
        <Pager path={`/${locale}/admin/jobs`} query={{}} first={after !== null} next={next} />
        {counts.length > 0 ? <Counts counts={counts} locale={locale} /> : null}
      </div>
    </>
  );
}

async function DeadRow({ job, locale }: { job: DeadJob; locale: Locale }) {
  const t = await getTranslations("parcels");
  const about = Object.entries(job.about);
  return (
    <li className="grid gap-2 border-t border-line py-4 text-sm last:pb-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold">
          <code>{job.name}</code>
        </h3>
        <p className="text-soft">
          <time dateTime={job.diedAt.toISOString()}>{formatDateTime(job.diedAt, locale)}</time>
          {` · ${t("jobs.attempts", { count: job.attempts })}`}
        </p>
      </div>
      <p className="wrap-anywhere">{job.lastError ?? t("jobs.noError")}</p>
      {about.length > 0 ? (
        <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft">
          {about.map(([name, value]) => (
            <div key={name} className="flex min-w-0 flex-wrap gap-x-1.5">
              <dt>{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <form action={retry.bind(null, locale, job.jobId)}>
          <button type="submit" className="button-outline" aria-label={t("jobs.retryOne", { name: job.name })}>
            {t("jobs.retry")}
          </button>
        </form>
        <ActionForm
          action={discard.bind(null, locale)}
          className="flex flex-wrap items-center gap-3"
          label={t("jobs.discardOne", { name: `${job.name} ${job.jobId}` })}
        >
          <input type="hidden" name="jobId" value={job.jobId} />
          <FormConfirm again={t("jobs.discardYes")}>{t("jobs.discard")}</FormConfirm>
          <FormMessage />
        </ActionForm>
      </div>
    </li>
  );
}

const columns = ["waiting", "later", "running", "failing", "dead"] as const;
/** A phone has room for what waits and what went wrong. */
const whereColumn = (column: (typeof columns)[number]) =>
  column === "later" || column === "running" ? "@max-xl:hidden" : "";

async function Counts({ counts, locale }: { counts: JobCounts[]; locale: Locale }) {
  const t = await getTranslations("parcels");
  const head = (
    <>
      <th scope="col">{t("jobs.name")}</th>
      {columns.map((column) => (
        <th key={column} scope="col" className={`figure ${whereColumn(column)}`}>
          {t(`jobs.counts.${column}`)}
        </th>
      ))}
    </>
  );
  return (
    <section>
      <h2 className="mb-3 text-base font-semibold">{t("jobs.queue")}</h2>
      <ListPanel>
        <Table caption={t("jobs.queue")} head={head}>
          {counts.map((row) => (
            <tr key={row.name}>
              <td>
                <code className="text-sm @xl:whitespace-nowrap">{row.name}</code>
              </td>
              {columns.map((column) => (
                <td key={column} className={`figure ${whereColumn(column)}`}>
                  <span className={row[column] === 0 ? "text-soft" : "font-semibold"}>
                    {formatNumber(row[column], locale)}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </Table>
      </ListPanel>
    </section>
  );
}
