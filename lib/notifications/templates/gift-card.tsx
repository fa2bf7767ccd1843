import { createTranslator } from "next-intl";
import { env } from "@/lib/core/env";
import type { Currency } from "@/lib/core/money";
import { formatDate } from "@/lib/i18n/format";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { Action, Code, Fact, Title, Words } from "./parts";

export interface GiftCardToTell {
  code: string;
  amount: number;
  currency: Currency;
  expiresAt: Date | null;
}

/** The card itself: its code is written nowhere else. */
export function giftCard({ code, amount, currency, expiresAt }: GiftCardToTell, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.gift_card" });
  const worth = voice.money(amount, currency);
  return {
    subject: t("subject", { amount: worth }),
    preheader: t("text"),
    body: (
      <>
        <Title>{t("title", { amount: worth })}</Title>
        <Words>{t("text")}</Words>
        <Code>{code}</Code>
        <Action href={`${env().APP_URL}/${voice.locale}`}>{t("shop")}</Action>
        {expiresAt ? <Fact label={t("until")} lines={[formatDate(expiresAt, voice.locale)]} /> : null}
      </>
    ),
    foot: t("foot"),
  };
}
