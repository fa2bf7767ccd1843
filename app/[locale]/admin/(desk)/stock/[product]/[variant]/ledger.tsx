import { getTranslations } from "next-intl/server";
import { Pager } from "@/components/admin/pager";
import { Empty, Panel } from "@/components/admin/panel";
import { Table } from "@/components/admin/table";
import { type Cursor, writeCursor } from "@/lib/http/cursor";
import { formatChange, formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/markets";
import type { listLedger } from "@/lib/inventory/list-ledger";
import { stockReasonOf } from "@/lib/inventory/stock-reason";
import { eventReasonOf } from "@/lib/orders/event-reason";

const actors = ["shopper", "stripe", "clock", "import", "seed", "operator"] as const;

interface LedgerProps {
  entries: Awaited<ReturnType<typeof listLedger>>["entries"];
  next: Cursor | null;
  first: boolean;
  path: string;
  locations: { locationId: string; name: string }[];
  locale: Locale;
}

/** Who moved how many, when and why. */
export async function Ledger({ entries, next, first, path, locations, locale }: LedgerProps) {
  const [t, parcels] = await Promise.all([getTranslations("stock"), getTranslations("parcels")]);
  const nameOf = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  const who = (actor: string, staffName: string | null) => {
    const known = actors.find((each) => actor === each || actor.startsWith(`${each}:`));
    return staffName ?? (known ? t(`ledger.actors.${known}`) : t("ledger.actors.staff"));
  };
  // Isolated: the arrow is the same in a line that runs the other way, and so has to be what stands on its sides.
  const moved = ({ from, to }: { from: number; to: number }) =>
    `\u2066${formatNumber(from, locale)} → ${formatNumber(to, locale)}\u2069`;
  const whyOf = (reason: ReturnType<typeof stockReasonOf>) => {
    if (!reason) return null;
    if ("words" in reason) return reason.words;
    if ("code" in reason) return t(`ledger.reasons.${reason.code}`);
    if ("rebuilt" in reason) {
      const { onHand, held, sold } = reason.rebuilt;
      return t("ledger.rebuilt", { onHand: moved(onHand), held: moved(held), sold: moved(sold) });
    }
    const given = eventReasonOf({ type: "lines_cancelled", detail: { reason: reason.calledOff } });
    const why = given && "code" in given ? parcels(`reasons.${given.code}`) : reason.calledOff;
    return t("ledger.calledOff", { why });
  };
  return (
    <Panel title={t("ledger.title")}>
      {entries.length === 0 ? (
        <Empty title={t("ledger.none")} />
      ) : (
        <Table
          caption={t("ledger.title")}
          inset
          head={
            <>
              <th scope="col">{t("ledger.what")}</th>
              <th scope="col" className="figure">
                {t("ledger.change")}
              </th>
              <th scope="col" className="figure">
                {t("held")}
              </th>
              <th scope="col" className="@max-xl:hidden">
                {t("ledger.who")}
              </th>
            </>
          }
        >
          {entries.map(({ entryId, change, locationId, onHandDelta, heldDelta, staffName, at, ...told }) => (
            <tr key={entryId}>
              <td>
                <span className="font-semibold">{t(`ledger.changes.${change}`)}</span>
                {locations.length > 1 ? <span className="text-soft"> · {nameOf.get(locationId)}</span> : null}
                <span className="block empty:hidden">{whyOf(stockReasonOf(told))}</span>
                <time dateTime={at.toISOString()} className="block text-xs text-soft">
                  {formatDateTime(at, locale)}
                </time>
                <span className="block text-xs text-soft @xl:hidden">{who(told.actor, staffName)}</span>
              </td>
              <td className="figure">{formatChange(onHandDelta, locale)}</td>
              <td className="figure">{formatChange(heldDelta, locale)}</td>
              <td className="wrap-anywhere @max-xl:hidden">{who(told.actor, staffName)}</td>
            </tr>
          ))}
        </Table>
      )}
      <Pager path={path} query={{}} first={first} next={next ? writeCursor(next) : null} />
    </Panel>
  );
}
