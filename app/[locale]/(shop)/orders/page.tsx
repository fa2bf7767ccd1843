import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FindOrderForm } from "@/components/orders/find-order-form";
import { pageMarket } from "../../page-market";
import { requestLink } from "./actions";

/** The form answers without script, and then for one reader alone. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("order.find");
  return { title: t("title"), robots: { index: false } };
}

export default async function FindOrderPage() {
  await pageMarket();
  const t = await getTranslations("order.find");
  return (
    <div className="wrap pt-8 md:pt-12">
      <h1 className="display text-display-34 md:text-display-46">{t("title")}</h1>
      <p className="mt-3 max-w-[60ch] text-soft">{t("text")}</p>
      <FindOrderForm
        requestLink={requestLink}
        labels={{
          number: t("number"),
          numberHint: t("numberHint"),
          numberError: t("numberError"),
          email: t("email"),
          emailError: t("emailError"),
          send: t("send"),
          sending: t("sending"),
          sent: t("sent"),
        }}
      />
    </div>
  );
}
