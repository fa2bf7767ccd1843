import { describe, expect, test } from "vitest";
import { startSandbox, submit, submitCard, teapots } from "../testing/harness.ts";

describe("the hosted page", () => {
  test("shows the lines, the total in the language's way, and says what it is", async () => {
    const { stripe } = await startSandbox();
    const en = await (await fetch((await stripe.checkout.sessions.create(teapots({ locale: "en" }))).url ?? "")).text();
    for (const text of [
      "Sandbox — no money moves",
      "Ember teapot",
      "Pay $298.72",
      'lang="en"',
      'autocomplete="cc-number"',
    ]) {
      expect(en).toContain(text);
    }
    const de = await (await fetch((await stripe.checkout.sessions.create(teapots({ locale: "de" }))).url ?? "")).text();
    expect(de).toContain("298,72\u00a0$ bezahlen");
    const ja = await (await fetch((await stripe.checkout.sessions.create(teapots({ locale: "ja" }))).url ?? "")).text();
    expect(ja).toContain("カード番号");
  });

  test("takes no markup from a product's name", async () => {
    const { stripe } = await startSandbox();
    const price = { currency: "usd", unit_amount: 500, product_data: { name: "<script>alert(1)</script>" } };
    const session = await stripe.checkout.sessions.create(
      teapots({ line_items: [{ price_data: price, quantity: 1 }] }),
    );
    expect(await (await fetch(session.url ?? "")).text()).not.toContain("<script>");
  });

  test("takes a good card and sends the shopper back with the session's id", async () => {
    const { stripe } = await startSandbox();
    const session = await stripe.checkout.sessions.create(teapots());
    const { status, location } = await submitCard(session, "4242 4242 4242 4242");
    expect([status, location]).toEqual([303, `https://shop.example/thanks?session=${session.id}`]);
  });

  test.each([
    ["4000000000000002", "card_declined", "generic_decline", "Your card was declined.", "number-error"],
    ["4000000000009995", "card_declined", "insufficient_funds", "insufficient funds", "number-error"],
    ["4000000000000069", "expired_card", "expired_card", "has expired", "expiry-error"],
    ["4000000000000127", "incorrect_cvc", "incorrect_cvc", "security code", "cvc-error"],
    ["4000000000000119", "processing_error", "processing_error", "processed just now", "number-error"],
  ])(
    "declines %s beside its field (%s), and lets the shopper try again",
    async (number, code, declineCode, words, place) => {
      const { stripe } = await startSandbox();
      const session = await stripe.checkout.sessions.create(teapots({ locale: "en" }));
      const declined = await submitCard(session, number);
      expect(declined.status).toBe(200);
      expect(declined.page).toContain(words);
      expect(declined.page).toContain(`id="${place}"`);
      expect(declined.page).not.toContain(number);
      const [event] = (await stripe.events.list({ type: "payment_intent.payment_failed" })).data;
      expect(event?.data.object).toMatchObject({
        last_payment_error: { code, decline_code: declineCode },
        metadata: { orderId: "1" },
      });

      expect((await submitCard(session, "4242424242424242")).status).toBe(303);
      const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
      expect(paid).toMatchObject({ payment_status: "paid", payment_intent: { last_payment_error: null } });
      expect((await stripe.charges.list()).data.map(({ status }) => status)).toEqual(["succeeded", "failed"]);
    },
  );

  test("says which field is wrong, and asks the bank nothing", async () => {
    const { stripe } = await startSandbox();
    const session = await stripe.checkout.sessions.create(teapots({ locale: "de" }));
    const { status, page } = await submitCard(session, "4242424242424241", {
      expiry: "13/20",
      cvc: "1",
      email: "x",
      name: "",
    });
    expect(status).toBe(200);
    for (const field of ["number", "expiry", "cvc", "email", "name"]) expect(page).toContain(`id="${field}-error"`);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(0);
  });

  test("refuses a real card", async () => {
    const { stripe } = await startSandbox();
    const session = await stripe.checkout.sessions.create(teapots());
    expect((await submitCard(session, "4111111111111111")).page).toContain("Only test cards work");
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "open",
      payment_status: "unpaid",
    });
  });

  test.each(["4000002500003155", "4000002760003184"])("asks for 3-D Secure with %s", async (number) => {
    const { stripe } = await startSandbox();
    const session = await stripe.checkout.sessions.create(teapots({ locale: "en" }));
    const asked = await submitCard(session, number);
    expect(asked).toMatchObject({ status: 303, location: `/pay/${session.id}/authenticate` });
    const challenge = await (await fetch(`${session.url}/authenticate`)).text();
    expect(challenge).toContain("Complete authentication");
    expect((await stripe.paymentIntents.list()).data[0]).toMatchObject({ status: "requires_action" });

    const failed = await submit(`${session.url}/authenticate`, { result: "fail" });
    expect(failed.location).toBe(`/pay/${session.id}`);
    expect(await (await fetch(session.url ?? "")).text()).toContain("couldn&#39;t confirm it was you");

    await submitCard(session, number);
    const passed = await submit(`${session.url}/authenticate`, { result: "pass" });
    expect(passed).toMatchObject({ status: 303, location: `https://shop.example/thanks?session=${session.id}` });
    const [charge] = (await stripe.charges.list()).data;
    expect(charge?.payment_method_details?.card?.three_d_secure?.result).toBe("authenticated");
  });

  test("never charges a total it did not show: a changed delivery is shown first", async () => {
    const { stripe } = await startSandbox();
    const rate = (name: string, amount: number) => ({
      shipping_rate_data: {
        display_name: name,
        type: "fixed_amount" as const,
        fixed_amount: { amount, currency: "usd" },
      },
    });
    const session = await stripe.checkout.sessions.create(
      teapots({ locale: "en", shipping_options: [rate("Standard", 0), rate("Express", 900)] }),
    );
    const express = String(session.shipping_options[1]?.shipping_rate);
    const shown = await submitCard(session, "4242424242424242", { shipping: express });
    expect(shown.status).toBe(200);
    expect(shown.page).toContain("Pay $307.72");
    expect((await submitCard(session, "4242424242424242", { shipping: express })).status).toBe(303);
    expect((await stripe.charges.list()).data[0]?.amount).toBe(30_772);
  });

  test("is plain about a payment made already, one too late and one that never was", async () => {
    const { stripe, url } = await startSandbox();
    const paid = await stripe.checkout.sessions.create(teapots({ locale: "en" }));
    await submitCard(paid, "4242424242424242");
    const again = await submitCard(paid, "4242424242424242");
    expect(again.page).toContain("already paid");
    expect((await stripe.charges.list()).data).toHaveLength(1);

    const late = await stripe.checkout.sessions.create(teapots({ locale: "en" }));
    await stripe.checkout.sessions.expire(late.id);
    expect(await submitCard(late, "4242424242424242")).toMatchObject({ status: 410 });
    expect((await fetch(`${url}/pay/cs_test_none`)).status).toBe(404);
  });
});

describe("a SEPA debit", () => {
  const debit = { method: "sepa_debit", email: "mara@example.com", iban: "DE89370400440532013000", step: "pay" };

  test.each([
    ["Mara Lindqvist", "checkout.session.async_payment_succeeded", "paid"],
    ["Fail", "checkout.session.async_payment_failed", "unpaid"],
  ])("by %s completes unpaid, then brings %s", async (holder, type, paymentStatus) => {
    const { stripe, control } = await startSandbox();
    await control("payments", { asyncDelayMs: 80 });
    const session = await stripe.checkout.sessions.create(teapots());
    expect((await submit(session.url ?? "", { ...debit, holder })).status).toBe(303);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
    });
    await expect.poll(async () => (await stripe.events.list({ type })).data.length).toBe(1);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: paymentStatus });
  });

  test("is not offered where the shop wants cards only", async () => {
    const { stripe } = await startSandbox();
    const session = await stripe.checkout.sessions.create(teapots({ allowed_payment_method_types: ["card"] }));
    expect(await (await fetch(session.url ?? "")).text()).not.toContain('name="iban"');
    expect((await submit(session.url ?? "", { ...debit, holder: "Mara" })).status).toBe(200);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(0);
  });
});
