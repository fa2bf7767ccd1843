"use server";

import { redirect } from "next/navigation";
import { addToCart } from "@/lib/cart/actions";
import { localeSchema } from "@/lib/cart/schemas";
import { defaultLocale } from "@/lib/i18n/markets";

/** The buy box posted without script: adds what was chosen and shows the cart, which says what it holds. */
export async function addFromForm(form: FormData): Promise<void> {
  const locale = localeSchema.catch(defaultLocale).parse(form.get("locale"));
  await addToCart({
    locale,
    productId: String(form.get("productId")),
    // The list for pages without script stands after the hidden field and wins.
    variantId: String(form.getAll("variantId").at(-1)),
    quantity: Number(form.get("quantity")),
  });
  redirect(`/${locale}/cart`);
}
