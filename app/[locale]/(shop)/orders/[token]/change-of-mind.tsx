import { getTranslations } from "next-intl/server";
import type { ComponentProps } from "react";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";

/**
 * Who has yet to pay a voucher or a transfer may let it be, or try to cancel. It comes by itself, once the shop was told: at
 * the page's end, where it moves nothing.
 */
export async function ChangeOfMind({ cancel }: { cancel: ComponentProps<typeof ActionForm>["action"] }) {
  const t = await getTranslations("order");
  return (
    <section aria-labelledby="change-of-mind" className="print:hidden">
      <h2 id="change-of-mind" className="text-lg font-bold">
        {t("changeOfMind.title")}
      </h2>
      <p className="mt-3 max-w-[60ch] text-soft">{t("changeOfMind.text")}</p>
      <ActionForm action={cancel} className="mt-4 grid gap-2">
        <FormSubmit className="button-outline justify-self-start">{t("cancel")}</FormSubmit>
        <FormMessage />
      </ActionForm>
    </section>
  );
}
