"use server";

import { redirect } from "next/navigation";
import { getCustomerId } from "@/lib/auth/guest";
import { addToCart } from "@/lib/cart/actions";
import { localeSchema } from "@/lib/cart/schemas";
import { systemClock } from "@/lib/core/clock";
import { idSchema, shortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { defaultLocale } from "@/lib/i18n/markets";
import { mayOrder } from "@/lib/inventory/waiting-room/may-order";

/**
 * The buy box posted without script: adds what was chosen and shows the cart, which says what it holds. Who has to wait
 * for their turn is shown the waiting room instead.
 */
export async function addFromForm(sent: FormData): Promise<void> {
  const form = sentForm.parse(sent);
  const locale = localeSchema.catch(defaultLocale).parse(form.get("locale"));
  const productId = idSchema.safeParse(form.get("productId"));
  if (productId.success) {
    const ticketId = await getCustomerId();
    if (!(await mayOrder(db(), { productId: productId.data, ticketId }, systemClock())))
      redirect(`/${locale}/drop/${shortId(productId.data)}`);
  }
  await addToCart({
    locale,
    productId: String(form.get("productId")),
    // The list for pages without script stands after the hidden field and wins.
    variantId: String(form.getAll("variantId").at(-1)),
    quantity: Number(form.get("quantity")),
  });
  redirect(`/${locale}/cart`);
}
