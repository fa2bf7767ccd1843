import { describe, expect, test } from "vitest";
import { sampleOrder } from "@/dev/mail-samples/sample-order";
import { samples, writeSample } from "@/dev/mail-samples/samples";
import { type Locale, locales } from "@/lib/i18n/markets";
import { confirmed } from "./templates/confirmed";
import { paymentFailed } from "./templates/payment-failed";
import { voiceOf } from "./voice";
import { writeLetter } from "./write-letter";

describe.each(Object.keys(samples))("the mail %s", (name) => {
  test.each(locales)("is whole in %s: subject, HTML, text and nothing unsaid", async (locale: Locale) => {
    const mail = await writeSample(name, locale);
    if (!mail) throw new Error("a sample writes a mail");
    expect(mail.subject).not.toBe("");
    expect(mail.html).toContain(`lang="${locale}"`);
    expect(mail.html).toContain('dir="ltr"');
    expect(mail.html).toMatch(/<h1[^>]*>(?:<!-- -->)?\S/);
    expect(mail.html).not.toMatch(/<script|@import|<link|url\(/);
    expect(mail.text.length).toBeGreaterThan(80);
    for (const said of [mail.subject, mail.html, mail.text]) {
      expect(said).not.toMatch(/\bnotices\.[a-z]|\border\.totals|undefined|\[object|NaN/);
      expect(said.replace(/<style>.*?<\/style>/s, "")).not.toMatch(/\{\w+[},]/);
    }
  });
});

test("what the HTML says stands in the text as well, with its addresses", async () => {
  const mail = await writeSample("confirmed", "en-US");
  expect(mail?.text).toContain("Stoneware teapot with a bamboo handle");
  expect(mail?.text).toContain("Ships from");
  expect(mail?.text).toMatch(/Total +\$/);
  expect(mail?.text).toMatch(/See your order\nhttp:\/\/localhost:3000\/en-US\/orders\/\S+/);
});

test("what a gift card paid, and what was paid besides, stand in the confirmation as on the order's page", async () => {
  const order = { ...sampleOrder("en-US"), creditAmount: 2_000 };
  const voice = await voiceOf("en-US");
  const { text } = await writeLetter(await confirmed(order, voice), voice);
  expect(text).toMatch(/Total +\$326.13\n+Gift card and credit +-\$20\.00\n+Paid +\$306\.13/);
});

test("money that is only set aside is not called paid, and the last day is told on which it is taken", async () => {
  const mail = await writeSample("confirmed-set-aside", "en-US");
  expect(mail?.text.replaceAll("\n", " ")).toContain("when the first parcel leaves, on December 4, 2026 at the latest");
  expect(mail?.text).not.toMatch(/\bpaid\b/i);
});

test("what a bank says of a payment is said in the language of who runs the shop", async () => {
  expect((await writeSample("dispute-created", "de-DE"))?.text).toContain("Ware nicht erhalten");
  expect((await writeSample("fraud-warning", "ja-JP"))?.text).toContain("盗難カード");
});

test("an address says each of its lines, also one that is like another", async () => {
  const order = sampleOrder("en-GB");
  const voice = await voiceOf("en-GB");
  const alike = {
    ...order,
    shipTo: { ...order.shipTo, name: "Oxford", line1: "London", line2: "London", city: "London" },
  };
  const { text } = await writeLetter(await confirmed(alike, voice), voice);
  expect(text).toContain("Oxford\nLondon\nLondon\nLondon\nE2 7JP");
});

test("who is told that a payment failed is told so of an order that is over, be it so by then or not", async () => {
  const voice = await voiceOf("en-US");
  for (const status of ["pending_payment", "lapsed"] as const) {
    const { text } = await writeLetter(paymentFailed({ ...sampleOrder("en-US"), status }, voice), voice);
    expect(text).toContain("Nothing was charged, and the order won’t be filled.");
  }
});

test("a language written from the right gets its direction in every place a reader keeps", async () => {
  const voice = { ...(await voiceOf("en-US")), direction: "rtl" as const };
  const { html } = await writeLetter(await confirmed(sampleOrder("en-US"), voice), voice);
  expect(html.match(/dir="rtl"/g)?.length).toBeGreaterThanOrEqual(2);
  expect(html).toContain('align="left"');
  expect(html).not.toContain('align="right"');
});

test("markup and line breaks in what merchants and buyers typed stay text", async () => {
  const order = sampleOrder("en-US");
  const hostile = {
    ...order,
    lines: order.lines.map((line) => ({ ...line, title: '<img src=x onerror="alert(1)">' })),
  };
  const voice = await voiceOf("en-US");
  const letter = await confirmed(hostile, voice);
  const mail = await writeLetter({ ...letter, subject: "Hello\r\nBcc: eve@example.com" }, voice);
  expect(mail.html).not.toContain("<img src=x");
  expect(mail.html).toContain("&lt;img src=x");
  expect(mail.text).toContain("<img src=x");
  expect(mail.subject).toBe("Hello Bcc: eve@example.com");
});
