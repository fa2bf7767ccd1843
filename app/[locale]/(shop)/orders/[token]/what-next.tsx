import { getTranslations } from "next-intl/server";
import type { OrderStage } from "@/components/orders/order-stage";

const firstOf: Partial<Record<OrderStage, "nextPack" | "nextPackPaid">> = {
  ...{ confirming: "nextPack", paid: "nextPack", authorized: "nextPack" },
  ...{ promised: "nextPackPaid", processing: "nextPackPaid" },
};

/** Of an order that is bought and has not left. `room`: the stages whose room it takes as well. */
export async function WhatNext({ stage, room }: { stage: OrderStage; room: readonly OrderStage[] }) {
  const t = await getTranslations("order");
  const first = firstOf[stage];
  if (!first) return null;
  const steps = new Set([first, ...room.flatMap((other) => firstOf[other] ?? [])]);
  return (
    <section aria-labelledby="next" className="print:hidden">
      <h2 id="next" className="text-lg font-bold">
        {t("next")}
      </h2>
      <div className="mt-3 grid text-soft *:[grid-area:1/1]">
        {[...steps].map((step) => (
          <ol key={step} className={`grid list-decimal gap-1.5 ps-5 ${step === first ? "" : "invisible"}`}>
            <li>{t(step)}</li>
            <li>{t("nextShip")}</li>
            <li>{t("nextReturn")}</li>
          </ol>
        ))}
      </div>
    </section>
  );
}
