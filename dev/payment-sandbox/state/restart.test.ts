import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test, vi } from "vitest";
import { startPaymentSandbox } from "../server.ts";
import { clientFor, startReceiver, startSandbox, submitCard, teapots, webhookSecret } from "../testing/harness.ts";

function dataFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "payment-sandbox-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "payments.jsonl");
}

test("a restart keeps sessions, payments, refunds, keys and settings", async () => {
  const file = dataFile();
  const first = await startPaymentSandbox({ port: 0, webhookSecret, dataFile: file });
  const stripe = clientFor(first.port);
  const session = await stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" });
  await submitCard(session, "4242424242424242");
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
  await stripe.refunds.create({ payment_intent: String(intent), amount: 500 });
  await first.close();
  appendFileSync(file, '[["session",{"id":"cs_torn');

  const second = await startSandbox({ dataFile: file });
  expect(await second.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: "paid" });
  expect((await second.stripe.checkout.sessions.create(teapots(), { idempotencyKey: "k1" })).id).toBe(session.id);
  expect(await second.control("ledger")).toMatchObject({ payments: [{ captured: 29_872, refunded: 500 }] });
  expect((await second.stripe.checkout.sessions.list()).data).toHaveLength(1);
});

test("what was still owed before a restart happens after it: webhooks, debits and expiry", async () => {
  const file = dataFile();
  const receiver = await startReceiver();
  const first = await startPaymentSandbox({
    port: 0,
    webhookSecret,
    dataFile: file,
    webhookUrl: "http://127.0.0.1:9/",
  });
  const stripe = clientFor(first.port);
  await fetch(`${first.url}/sandbox/payments`, { method: "POST", body: JSON.stringify({ asyncDelayMs: 300 }) });
  const session = await stripe.checkout.sessions.create(teapots());
  const debit = { method: "sepa_debit", email: "a@b.co", holder: "Mara", iban: "DE89370400440532013000", step: "pay" };
  await fetch(session.url ?? "", { method: "POST", body: new URLSearchParams(debit), redirect: "manual" });
  await first.close();

  await startSandbox({ dataFile: file, webhookUrl: receiver.url });
  await expect
    .poll(() => receiver.types(), { timeout: 5000 })
    .toEqual(expect.arrayContaining(["checkout.session.completed", "checkout.session.async_payment_succeeded"]));
});

test("kill -9 loses nothing that was answered", { timeout: 20_000 }, async () => {
  const file = dataFile();
  const main = new URL("../main.ts", import.meta.url).pathname;
  const env = { ...process.env, PAYMENT_SANDBOX_WEBHOOK_SECRET: webhookSecret };
  const child = spawn(process.execPath, ["--import", "tsx", main, "--port", "0", "--data", file], { env });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const port = Number(/^payment sandbox on http:\/\/127\.0\.0\.1:(\d+)$/.exec(String(line))?.[1]);
  const stripe = clientFor(port);
  const made = await Promise.all(Array.from({ length: 20 }, () => stripe.checkout.sessions.create(teapots())));
  child.kill("SIGKILL");
  await once(child, "exit");

  const again = await startSandbox({ dataFile: file });
  const listed = await again.stripe.checkout.sessions.list({ limit: 100 });
  expect(new Set(listed.data.map(({ id }) => id))).toEqual(new Set(made.map(({ id }) => id)));
});

test("it does not start beside a live key", async () => {
  vi.stubEnv("STRIPE_SECRET_KEY", "sk_live_oops");
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(startPaymentSandbox({ port: 0, webhookSecret })).rejects.toThrow("live key");
});
