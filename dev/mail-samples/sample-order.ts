import type { Language, Locale } from "../../lib/i18n/markets";
import { requireMarket } from "../../lib/i18n/markets";
import type { OrderView } from "../../lib/orders/read-order";

const id = (n: number) => `01990000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const sampleNow = new Date("2026-11-22T09:41:00Z");

type Goods = { title: string; option: string; maker: string }[];

const goods: { en: Goods } & Partial<Record<Language, Goods>> = {
  en: [
    { title: "Stoneware teapot with a bamboo handle", option: "Sage · 0.9 l", maker: "Kiln & Co." },
    { title: "Linen apron", option: "Ink", maker: "Weft" },
    { title: "Desk lamp “Halden”", option: "Brass", maker: "Halden Audio" },
  ],
  de: [
    { title: "Teekanne aus Steinzeug mit Bambusgriff", option: "Salbei · 0,9 l", maker: "Kiln & Co." },
    { title: "Leinenschürze", option: "Tinte", maker: "Weft" },
    { title: "Schreibtischleuchte „Halden“", option: "Messing", maker: "Halden Audio" },
  ],
  ja: [
    { title: "竹の持ち手の炻器ティーポット", option: "セージ · 0.9 L", maker: "Kiln & Co." },
    { title: "リネンのエプロン", option: "インク", maker: "Weft" },
    { title: "デスクランプ「ハルデン」", option: "真鍮", maker: "Halden Audio" },
  ],
};

const names: { en: string } & Partial<Record<Language, string>> = {
  en: "Mara Lindqvist",
  de: "Jonas Weber",
  ja: "佐藤陽菜",
};

const addresses = {
  US: { line1: "2450 Harrison St", line2: "Apt 4", city: "San Francisco", state: "CA", postalCode: "94110" },
  GB: { line1: "14 Calvert Avenue", city: "London", postalCode: "E2 7JP" },
  DE: { line1: "Oranienstraße 25", city: "Berlin", postalCode: "10999" },
  JP: { line1: "3-5-8", city: "渋谷区神宮前", state: "13", postalCode: "150-0001" },
};

/** An order with all that a mail may have to tell: several makers, one line that ships later, a parcel that left. */
export function sampleOrder(locale: Locale, pictures: readonly string[] = []): OrderView {
  const { language, region, currency, taxIncluded } = requireMarket(locale);
  const lines = (goods[language] ?? goods.en).map(({ title, option, maker }, index): OrderView["lines"][number] => ({
    lineId: id(100 + index),
    productId: id(200 + index),
    variantId: id(300 + index),
    merchantId: id(400 + index),
    merchantName: maker,
    sku: `SKU-${index + 1}`,
    title,
    slug: "sample",
    options: [{ name: "", value: option }],
    imageKey: pictures[index] ?? null,
    imageHue: 75,
    quantity: index === 1 ? 2 : 1,
    cancelledQuantity: 0,
    unitAmount: [6400, 4200, 12_900][index] ?? 0,
    discountAmount: 0,
    totalAmount: [6400, 8400, 12_900][index] ?? 0,
    taxAmount: [1022, 1341, 2060][index] ?? 0,
    taxRatePpm: taxIncluded ? 190_000 : 85_000,
    shipsFrom: index === 2 ? new Date("2026-12-14T00:00:00Z") : null,
  }));
  const subtotalAmount = lines.reduce((sum, line) => sum + line.totalAmount, 0);
  const taxAmount = lines.reduce((sum, line) => sum + line.taxAmount, 0);
  const shippingAmount = 490;
  const totalAmount = subtotalAmount + shippingAmount + (taxIncluded ? 0 : taxAmount);
  const shipment = { shipmentId: id(501), fulfilmentId: id(502), merchantId: id(400), carrier: "dhl" };
  const parcelLines = [{ lineId: id(100), quantity: 1 }];
  return {
    customerId: id(1),
    orderId: id(2),
    number: "CW-7K2M9QX4T",
    status: "paid",
    locale,
    currency,
    email: "mara@example.com",
    shipTo: { name: names[language] ?? names.en, country: region, ...addresses[region] },
    shippingMethod: "standard",
    deliveryFrom: new Date("2026-11-26T00:00:00Z"),
    deliveryTo: new Date("2026-11-28T00:00:00Z"),
    subtotalAmount: subtotalAmount,
    discountAmount: 0,
    shippingAmount: shippingAmount,
    shippingTaxAmount: 0,
    taxAmount: taxAmount,
    totalAmount: totalAmount,
    creditAmount: 0,
    captureMode: "at_once",
    taxIncluded,
    placedAt: sampleNow,
    expiresAt: new Date(sampleNow.getTime() + 30 * 60_000),
    paidAt: sampleNow,
    lines,
    payment: {
      status: "paid",
      amount: totalAmount,
      currency,
      attempt: 1,
      sessionId: null,
      sessionUrl: null,
      paymentIntentId: null,
      capturedAmount: totalAmount,
      refundedAmount: 0,
      authorizedUntil: null,
      promptOnly: false,
    },
    refunds: [],
    events: [
      {
        eventId: id(601),
        type: "shipped",
        actor: `staff:${id(9)}`,
        at: sampleNow,
        data: { ...shipment, tracking: "JD014600006281230704", lines: parcelLines },
      },
    ],
  };
}
