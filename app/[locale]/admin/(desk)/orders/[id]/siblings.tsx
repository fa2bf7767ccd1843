import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { fulfilmentTones } from "@/components/admin/fulfilment-tones";
import { Panel } from "@/components/admin/panel";
import { StatusChip } from "@/components/ui/status-chip";
import { shortId } from "@/lib/core/ids";
import type { FulfilmentDetail } from "@/lib/fulfilment/read-fulfilment";
import type { Locale } from "@/lib/i18n/markets";

/** What the merchant sends of the same order from its other places. */
export async function Siblings({ order, locale }: { order: FulfilmentDetail; locale: Locale }) {
  if (order.siblings.length === 0) return null;
  const [t, tp] = await Promise.all([getTranslations("admin"), getTranslations("parcels")]);
  return (
    <Panel title={tp("siblings")}>
      <ul className="grid gap-2 text-sm">
        {order.siblings.map(({ fulfilmentId, locationName, status }) => (
          <li key={fulfilmentId} className="flex flex-wrap items-center justify-between gap-3">
            <Link
              href={`/${locale}/admin/orders/${shortId(fulfilmentId)}`}
              prefetch={false}
              className="quiet-link py-1 font-semibold"
            >
              {tp("from", { place: locationName })}
            </Link>
            <StatusChip tone={fulfilmentTones[status]}>{t(`fulfilment.${status}`)}</StatusChip>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
