import { formatMoney, type Money } from "@/lib/core/money";
import { type Language, type Locale, type Market, requireMarket } from "@/lib/i18n/markets";
import { loadMessages, type Messages } from "@/lib/i18n/messages";

/** How a mail speaks: its market, its messages, and which way it is written. */
export interface Voice {
  locale: Locale;
  language: Language;
  direction: Market["direction"];
  messages: Messages;
  money(amount: number, currency: Money["currency"]): string;
}

export async function voiceOf(tag: string): Promise<Voice> {
  const { locale, language, direction } = requireMarket(tag);
  return {
    locale,
    language,
    direction,
    messages: await loadMessages(language),
    money: (amount, currency) => formatMoney({ amount, currency }, locale),
  };
}

const homes: Record<string, Locale> = { US: "en-US", GB: "en-GB", DE: "de-DE", AT: "de-DE", LI: "de-DE", JP: "ja-JP" };

/** What a merchant's people are written in: nobody asked them, so it goes by the country of the house. */
export const localeOfMerchant = (country: string): Locale => homes[country] ?? "en-GB";
