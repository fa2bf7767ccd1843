import { type Language, languageCodes } from "@/lib/i18n/markets";
import { RuleIndex } from "./match-rules";

/** Queries that ask for a page of the shop, not for goods. A rule of the shop for the same words goes before. */
const words: Record<Language, Record<string, string>> = {
  en: {
    "returns, return policy, return an item, send back, refund, refunds, exchange, exchanges, money back":
      "/help#returns",
    "shipping, delivery, shipping cost, shipping costs, delivery time, delivery times, free shipping, delivery costs, postage":
      "/help#delivery",
    "help, faq, customer service, customer support, support": "/help",
    "track order, track my order, order status, where is my order, my orders, my order, order history, order tracking, invoice, cancel order":
      "/orders",
    "cart, shopping cart, my cart, basket, my basket, checkout": "/cart",
  },
  de: {
    "rückgabe, retoure, retouren, rücksendung, rücksendungen, zurückschicken, zurückgeben, umtausch, umtauschen, widerruf, widerrufsrecht, erstattung, geld zurück":
      "/help#returns",
    "versand, versandkosten, lieferung, lieferzeit, lieferzeiten, lieferkosten, porto, versandkostenfrei":
      "/help#delivery",
    "hilfe, faq, kundenservice, kundendienst": "/help",
    "bestellung verfolgen, sendung verfolgen, sendungsverfolgung, meine bestellung, meine bestellungen, bestellstatus, wo ist meine bestellung, rechnung, bestellung stornieren":
      "/orders",
    "warenkorb, einkaufswagen, mein warenkorb, kasse": "/cart",
  },
  ja: {
    "返品, 返品方法, 返品したい, 返金, 交換, 返品交換, 返品ポリシー": "/help#returns",
    "送料, 配送料, 配送, 配達, お届け, 送料無料, 配送方法, 届け日": "/help#delivery",
    "ヘルプ, よくある質問, お問い合わせ, 問い合わせ, カスタマーサービス": "/help",
    "注文履歴, 注文状況, 注文確認, 注文, 追跡, 配送状況, 領収書, 注文キャンセル, 荷物追跡": "/orders",
    "カート, 買い物かご, お買い物かご, レジ": "/cart",
  },
};

const built = new Date(0);
const index = new RuleIndex();
for (const language of languageCodes) {
  for (const [phrases, path] of Object.entries(words[language])) {
    for (const query of phrases.split(", ")) {
      index.set({
        ruleId: `${language} ${query}`,
        merchantId: null,
        language,
        query,
        match: "exact",
        target: { kind: "path", path },
        pins: [],
        boosts: [],
        active: true,
        startsAt: null,
        endsAt: null,
        updatedAt: built,
      });
    }
  }
}

/** The page that these words, and no others, ask for; null for anything that may be goods. */
export function builtInPage(language: Language, text: string): string | null {
  const target = index.find(language, text, built)[0]?.target;
  return target?.kind === "path" ? target.path : null;
}

/** Every path a built-in leads to: a test holds that each is a page. */
export const builtInPaths: readonly string[] = [
  ...new Set(Object.values(words).flatMap((each) => Object.values(each))),
];
