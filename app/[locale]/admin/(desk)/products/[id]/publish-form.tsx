import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/admin/panel";
import { Thumbnail } from "@/components/admin/thumbnail";
import { ActionForm, FormMessage, FormSubmit } from "@/components/ui/action-form";
import type { Locale } from "@/lib/i18n/markets";
import type { OwnProduct } from "@/lib/merchants/read-own-product";
import { saveStatus } from "./actions";
import { EditFields } from "./edit-fields";

export async function PublishForm({ product, locale }: { product: OwnProduct; locale: Locale }) {
  const t = await getTranslations("admin");
  const live = product.status === "active";
  const [picture] = product.media;
  return (
    <Panel title={t("product.shop")}>
      <ActionForm action={saveStatus.bind(null, locale)} className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <EditFields product={product} />
        <input type="hidden" name="status" value={live ? "draft" : "active"} />
        <div className="flex items-center gap-4">
          <Thumbnail imageKey={picture?.key ?? null} hue={picture?.hue ?? product.hue} size={72} />
          <p className="min-w-0 text-sm wrap-anywhere text-soft">
            <span className="block font-semibold text-ink">{product.brand}</span>
            {product.handle}
          </p>
        </div>
        <p className="text-sm text-soft">{live ? t("product.liveText") : t("product.hiddenText")}</p>
        <FormMessage />
        <div>
          <FormSubmit className="button-outline">{live ? t("product.unpublish") : t("product.publish")}</FormSubmit>
        </div>
      </ActionForm>
    </Panel>
  );
}
