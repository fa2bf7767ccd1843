"use server";

import { headers } from "next/headers";
import type { FindOrderState } from "@/components/orders/find-order-form";
import { clientAddress } from "@/lib/auth/client-address";
import { systemClock } from "@/lib/core/clock";
import { typedEmail } from "@/lib/core/typed-email";
import { db } from "@/lib/db/client";
import { sentForm } from "@/lib/http/sent-form";
import { requestOrderLink } from "@/lib/notifications/request-order-link";
import { typedOrderNumber } from "@/lib/orders/order-number";

/** The answer is the same whether there is such an order or not. */
export async function requestLink(_previous: FindOrderState, sent: FormData): Promise<FindOrderState> {
  const form = sentForm.parse(sent);
  const number = typedOrderNumber.safeParse(form.get("number"));
  const email = typedEmail.safeParse(form.get("email"));
  const values = {
    number: String(form.get("number") ?? "").slice(0, 40),
    email: String(form.get("email") ?? "").slice(0, 254),
  };
  if (!number.success || !email.success)
    return { values, sent: false, faulty: { number: !number.success, email: !email.success } };
  await requestOrderLink(
    db(),
    { number: number.data, email: email.data, address: clientAddress(await headers()) },
    systemClock(),
  );
  return { values, sent: true, faulty: { number: false, email: false } };
}
