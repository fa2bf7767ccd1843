import { getTranslations } from "next-intl/server";
import { carrierName, trackingUrl } from "@/lib/fulfilment/fulfilment";

/** Carrier, as it was typed where it is none of ours, and number, leading to where the carrier shows the way of the parcel. */
export async function TrackingLink({ carrier, tracking }: { carrier: string; tracking: string }) {
  const t = await getTranslations("parcels");
  const name = carrier === "other" ? t("otherCarrier") : (carrierName(carrier) ?? carrier);
  const words = `${name} · ${tracking}`;
  const url = trackingUrl(carrier, tracking);
  if (!url) return <p className="wrap-anywhere tabular-nums">{words}</p>;
  return (
    <p className="wrap-anywhere tabular-nums">
      <a href={url} rel="noreferrer" target="_blank" className="underline underline-offset-4">
        {words}
      </a>
    </p>
  );
}
