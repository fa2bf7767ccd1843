import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { ActionForm, FormConfirm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import { LookAgain } from "@/components/ui/look-again";
import { deskLimits } from "@/lib/catalog/import/desk/product-import";
import type { ImportRun } from "@/lib/catalog/import/desk/read-import";
import { formatList, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import { lookAtImport, startImport, stopImport } from "../actions";

/** An hour: an import of a file as long as it may be takes minutes. */
const looksMax = 1_800;

const bar =
  "h-3 w-full appearance-none overflow-hidden rounded-full border border-line bg-sunken [&::-moz-progress-bar]:bg-ink [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-ink";

/** How an import stands, and the one next step. */
export async function ImportStage({ run, locale }: { run: ImportRun; locale: Locale }) {
  const t = await getTranslations("imports");
  const { importId, status, failure } = run;
  const isMoving = status === "receiving" || status === "reading" || status === "importing";
  const isUnwritten = status === "cancelled" && run.confirmedAt === null;
  const changes = run.created + run.updated;
  return (
    // As high as it gets, so that nothing beneath moves from step to step.
    <Panel title={t(`statuses.${status}`)} className="min-h-92 sm:min-h-76">
      <p className="max-w-prose text-sm">
        {failure
          ? t(`failures.${failure.code}`, {
              columns: formatList(failure.missing, locale),
              size: formatNumber(deskLimits.unpackedBytes / 1_000_000, locale),
              most: formatNumber(deskLimits.products, locale),
            })
          : t(`stages.${isUnwritten ? "unwritten" : status === "failed" ? "cancelled" : status}`)}
      </p>
      {isMoving ? <Progress run={run} locale={locale} /> : null}
      {run.productsDone > 0 && !isUnwritten ? <Counts run={run} locale={locale} /> : null}
      {status === "ready" && changes === 0 ? <p className="mt-5 text-sm font-semibold">{t("nothing")}</p> : null}
      <div className="mt-5 flex flex-wrap items-start gap-3 empty:hidden">
        {status === "ready" && changes > 0 ? (
          <ActionForm action={startImport.bind(null, locale, importId)} className="grid justify-items-start gap-2">
            <FormSubmit className="button-accent">{t("confirm", { count: changes })}</FormSubmit>
            <FormMessage />
          </ActionForm>
        ) : null}
        {isMoving || status === "ready" ? (
          <ActionForm action={stopImport.bind(null, locale, importId)} className="grid justify-items-start gap-2">
            <FormConfirm again={t("stopAgain")}>{t(status === "importing" ? "stop" : "discard")}</FormConfirm>
            <FormMessage />
          </ActionForm>
        ) : null}
      </div>
      {isMoving ? (
        <>
          <LookAgain look={lookAtImport.bind(null, locale)} slowText={t("slow")} looksMax={looksMax} />
          <noscript>
            <meta httpEquiv="refresh" content="5" />
          </noscript>
        </>
      ) : null}
    </Panel>
  );
}

async function Progress({ run, locale }: { run: ImportRun; locale: Locale }) {
  const t = await getTranslations("imports");
  const { rowsDone, rowsTotal } = run;
  const words =
    rowsTotal > 0
      ? t("progress", { done: formatNumber(rowsDone, locale), total: formatNumber(rowsTotal, locale) })
      : t("waiting");
  return (
    <div className="mt-4 grid gap-1.5">
      <progress aria-label={words} max={Math.max(1, rowsTotal)} value={rowsDone} className={bar} />
      <p className="text-sm text-soft tabular-nums">{words}</p>
    </div>
  );
}

async function Counts({ run, locale }: { run: ImportRun; locale: Locale }) {
  const t = await getTranslations("imports");
  const counts = ["created", "updated", "unchanged", "refused"] as const;
  return (
    <dl className="mt-5 grid grid-cols-2 gap-3 sm:grid-cols-4">
      {counts.map((name) => (
        <div key={name} className="rounded-[14px] bg-sunken px-4 py-3">
          <dt className="text-xs text-soft">{t(`counts.${name}`)}</dt>
          <dd
            className={`text-lg font-semibold tabular-nums ${name === "refused" && run[name] > 0 ? "text-accent" : ""}`}
          >
            {formatNumber(run[name], locale)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
