import { getTranslations } from "next-intl/server";
import type { ProductDetail } from "@/lib/catalog/product";
import { fewLeftMax } from "@/lib/inventory/few-left";
import type { BuyLabels } from "./buy-box";
import type { GalleryLabels } from "./gallery";
import type { WatchLabels } from "./watch-form";

/** The sentences of the buy box: it runs in the browser, where no messages are. */
export async function buyLabels(): Promise<BuyLabels> {
  const t = await getTranslations("product");
  const stock = await getTranslations("stock");
  return {
    add: t("add"),
    adding: t("adding"),
    added: t("added"),
    viewCart: t("viewCart"),
    soldOut: t("soldOut"),
    soldOutText: t("soldOutText"),
    soldOutChoice: t("soldOutChoice"),
    valueSoldOut: t("valueSoldOut"),
    valueMissing: t("valueMissing"),
    inStock: t("inStock"),
    onlyLeft: Array.from({ length: fewLeftMax + 1 }, (_, count) => t("onlyLeft", { count })),
    shipsFrom: stock("shipsFrom", { day: "{day}" }),
    limit: stock("limit", { max: "{max}" }),
    quantity: t("quantity"),
    less: t("less"),
    more: t("more"),
    was: t("was", { price: "{price}" }),
    variant: t("variant"),
    errors: {
      sold_out: t("addErrors.sold_out"),
      cart_full: t("addErrors.cart_full"),
      capped: t("addErrors.capped"),
      not_found: t("addErrors.not_found"),
      other: t("addErrors.other"),
    },
  };
}

export async function watchLabels(): Promise<WatchLabels> {
  const t = await getTranslations("stock");
  return { title: t("watch.title"), text: t("watch.text"), email: t("watch.email"), submit: t("watch.submit") };
}

export async function galleryLabels(): Promise<GalleryLabels> {
  const t = await getTranslations("product");
  return {
    pictures: t("pictures"),
    show: t("showPicture", { number: "{number}" }),
    enlarge: t("enlarge", { number: "{number}" }),
    close: t("closePicture"),
    previous: t("previousPicture"),
    next: t("nextPicture"),
    zoom: t("zoomIn"),
  };
}

/** "Sage, 2 l": each variant by its options, for the plain list of a page without script. */
export function variantNames({ options, variants }: ProductDetail): Record<string, string> {
  const names = variants.map((variant): [string, string] => {
    const values = options.flatMap(
      ({ key, values: all }) => all.find((value) => value.key === variant.options[key])?.label ?? [],
    );
    return [variant.variantId, values.join(", ") || variant.sku];
  });
  return Object.fromEntries(names);
}
