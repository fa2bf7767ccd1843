"use server";

import { refresh } from "next/cache";
import { ensureCustomerId, getCustomerId, setCartCount } from "@/lib/auth/guest";
import { systemClock } from "@/lib/core/clock";
import { err, type Result } from "@/lib/core/result";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { requireMarket } from "@/lib/i18n/markets";
import { addLine, countCart, saveForLater, setQuantity } from "./change-cart";
import { addToCartSchema, lineSchema, setQuantitySchema } from "./schemas";

/** Adds a variant to the shopper's cart. The shopper is whoever the signed cookie says, never what the input says. */
export async function addToCart(input: {
  locale: string;
  productId: string;
  variantId: string;
  quantity: number;
}): Promise<Result<{ count: number; added: number }, { code: string }>> {
  const parsed = addToCartSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid" });
  const { locale, ...line } = parsed.data;
  const added = await addLine(
    db(),
    { customerId: await ensureCustomerId(), ...line },
    requireMarket(locale),
    systemClock(),
  );
  if (added.ok) await setCartCount(added.value.count);
  return added;
}

/** Sets a line's quantity, from the cart page's form; 0 removes it. */
export async function changeQuantity(sent: FormData): Promise<void> {
  const form = sentForm.parse(sent);
  const parsed = setQuantitySchema.safeParse(Object.fromEntries(form));
  const customerId = await getCustomerId();
  if (!parsed.success || !customerId) return;
  await setQuantity(db(), { customerId, ...parsed.data }, parsed.data.quantity);
  await settle(customerId);
}

/** Moves a line to "saved for later" or back (`saved` = "true" | "false"), from the cart page's form. */
export async function keepForLater(sent: FormData): Promise<void> {
  const form = sentForm.parse(sent);
  const parsed = lineSchema.safeParse(Object.fromEntries(form));
  const customerId = await getCustomerId();
  if (!parsed.success || !customerId) return;
  await saveForLater(db(), { customerId, ...parsed.data }, form.get("saved") === "true");
  await settle(customerId);
}

async function settle(customerId: string): Promise<void> {
  await setCartCount(await countCart(db(), customerId));
  refresh();
}
