import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sourcesOf } from "@/dev/rules/read-imports";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId, shortId } from "@/lib/core/ids";
import type { JobPayload } from "@/lib/jobs/jobs";
import { enqueue } from "@/lib/jobs/queue";
import { retryJobs } from "@/lib/jobs/retry-jobs";
import { createStaff } from "@/lib/merchants/create-staff";
import { oweMerchantNotice } from "@/lib/merchants/owe-merchant-notice";
import { sealGiftCode } from "@/lib/payments/gift-card";
import { alertDeadJobs } from "./alert-dead-jobs";
import { alertOperators } from "./alert-operators";
import { BeingSent } from "./claim-sending";
import type { Mail, Mailer } from "./mailer";
import { sendGiftCard } from "./send-gift-card";
import { sendMerchantNotice } from "./send-merchant-notice";
import { UnknownKind } from "./unknown-kind";
import { watchJobs } from "./watch-jobs";
import { webhookTypes } from "./webhook";

const database = useDatabase();
const now = new Date("2026-03-02T12:00:00Z");
const lowStock = { productId: newId(), variantId: newId(), sku: "POT-1", title: "Teapot", free: 2 };

function mailbox(): Mailer & { mails: Mail[] } {
  const mails: Mail[] = [];
  return { mails, send: async (mail) => void mails.push(mail) };
}

const add = (merchantIds: string[], email: string, role: "owner" | "clerk", operator = false) =>
  createStaff(database.db, { email, name: "A", password: "correct horse battery", merchantIds, role, operator }, now);

const owe = (merchantId: string, cause: string, type = "low_stock") =>
  database.db.$transaction((tx) => oweMerchantNotice(tx, merchantId, { cause, type, data: lowStock }, now));

describe("a merchant's notice", () => {
  it("goes to its owners in one mail, once for each cause, however often it is owed and its job runs", async () => {
    const { merchantId } = await makeWorld(database.db);
    await add([merchantId], `a-${merchantId}@example.com`, "owner");
    await add([merchantId], `b-${merchantId}@example.com`, "owner");
    await add([merchantId], `clerk-${merchantId}@example.com`, "clerk");
    await Promise.all([owe(merchantId, "low-stock:1"), owe(merchantId, "low-stock:1"), owe(merchantId, "low-stock:1")]);
    const jobs = await database.db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from graphile_worker._private_jobs where payload->>'merchantId' = ${merchantId}`;
    expect(jobs[0]?.count).toBe(1);
    const box = mailbox();
    const job = { merchantId, cause: "low-stock:1" };
    const runs = await Promise.allSettled([1, 2, 3].map(() => sendMerchantNotice(database.db, box, job, now)));
    expect(runs.filter((run) => run.status === "rejected").every((run) => run.reason instanceof BeingSent)).toBe(true);
    expect(await sendMerchantNotice(database.db, box, job, now)).toBe("sent_before");
    expect(box.mails).toMatchObject([
      { to: [`a-${merchantId}@example.com`, `b-${merchantId}@example.com`], subject: "Teapot: 2 left" },
    ]);
  });

  it("goes to the address it named instead, in the language of its house", async () => {
    const { merchantId } = await makeWorld(database.db);
    await database.db.merchant.update({
      where: { merchantId },
      data: { alertEmail: "lager@example.de", country: "DE" },
    });
    await owe(merchantId, "low-stock:2");
    const box = mailbox();
    expect(await sendMerchantNotice(database.db, box, { merchantId, cause: "low-stock:2" }, now)).toBe("sent");
    expect(box.mails).toMatchObject([{ to: ["lager@example.de"], subject: "Teapot: noch 2", locale: "de-DE" }]);
  });

  it("names a product in their language, where it has a name in it", async () => {
    const { db } = database;
    const world = await makeWorld(db);
    const { merchantId } = world;
    await db.merchant.update({ where: { merchantId }, data: { alertEmail: "shop@example.jp", country: "JP" } });
    const { productId } = await makeProduct(db, world);
    const name = { title: "鉄の急須", slug: "pot", descriptionHtml: "" };
    await db.productTranslation.create({ data: { productId, language: "ja", ...name } });
    const notice = { cause: "low-stock:ja", type: "low_stock", data: { ...lowStock, productId } };
    await db.$transaction((tx) => oweMerchantNotice(tx, merchantId, notice, now));
    const box = mailbox();
    expect(await sendMerchantNotice(db, box, { merchantId, cause: notice.cause }, now)).toBe("sent");
    expect(box.mails[0]?.subject).toContain("鉄の急須");
  });

  it("of a return that waits for an answer leads to it", async () => {
    const { merchantId } = await makeWorld(database.db);
    await add([merchantId], `r-${merchantId}@example.com`, "owner");
    const returnId = newId();
    const data = { returnId, number: "CW-7K2M-9QX4-R1", orderNumber: "CW-7K2M-9QX4", count: 2 };
    const notice = { cause: `return_requested:${returnId}`, type: "return_requested", data };
    await database.db.$transaction((tx) => oweMerchantNotice(tx, merchantId, notice, now));
    const box = mailbox();
    expect(await sendMerchantNotice(database.db, box, { merchantId, cause: notice.cause }, now)).toBe("sent");
    expect(box.mails[0]?.subject).toContain("CW-7K2M-9QX4-R1");
    expect(box.mails[0]?.text).toContain(`/admin/returns/${shortId(returnId)}`);
  });

  it("of a kind that only a newer release knows waits for it; one that nobody owes is not sent", async () => {
    const { merchantId } = await makeWorld(database.db);
    await add([merchantId], `c-${merchantId}@example.com`, "owner");
    await owe(merchantId, "x:1", "sung");
    const box = mailbox();
    await expect(sendMerchantNotice(database.db, box, { merchantId, cause: "x:1" }, now)).rejects.toThrow(UnknownKind);
    expect(await sendMerchantNotice(database.db, box, { merchantId, cause: "x:2" }, now)).toBe("not_owed");
    expect(box.mails).toEqual([]);
  });
});

describe("a difference in the books", () => {
  it("is told to those who run the shop and to nobody else, as long as it is open", async () => {
    const { merchantId } = await makeWorld(database.db);
    await add([merchantId], "runs@example.com", "owner", true);
    const differenceId = "captured_differs:pi_1";
    const job = { differenceId, raisedAt: now.toISOString() };
    await database.db.bookDifference.create({ data: { differenceId, kind: "captured_differs", firstSeenAt: now } });
    const box = mailbox();
    expect(await alertOperators(database.db, box, job)).toBe("sent");
    await database.db.bookDifference.update({ where: { differenceId }, data: { resolvedAt: now } });
    expect(await alertOperators(database.db, box, job)).toBe("not_owed");
    expect(box.mails).toMatchObject([
      { to: ["runs@example.com"], key: `books.captured_differs.pi_1.${now.getTime()}` },
    ]);
  });

  it("of a kind that only a newer release knows waits for it", async () => {
    const differenceId = "sung:pi_1";
    await database.db.bookDifference.create({ data: { differenceId, kind: "sung", firstSeenAt: now } });
    const job = { differenceId, raisedAt: now.toISOString() };
    await expect(alertOperators(database.db, mailbox(), job)).rejects.toThrow(UnknownKind);
  });

  it.each([
    ["fraud_warning:pi_1", "fraud_warning", "A bank warns of fraud: order CW-1", "$12.00"],
    ["stock_differs:p_1", "stock_differs", "Stock is not what its ledger says", "ledger adds up to"],
  ])("that is none from Stripe's (%s) has its own subject and words", async (differenceId, kind, subject, said) => {
    const { merchantId } = await makeWorld(database.db);
    await add([merchantId], `${kind}@example.com`, "owner", true);
    const data = { ours: 1_200, theirs: 0, currency: kind === "fraud_warning" ? "USD" : null, orderNumber: "CW-1" };
    await database.db.bookDifference.create({ data: { differenceId, kind, data, firstSeenAt: now } });
    const box = mailbox();
    expect(await alertOperators(database.db, box, { differenceId, raisedAt: now.toISOString() })).toBe("sent");
    expect(box.mails).toMatchObject([{ subject, text: expect.stringContaining(said) }]);
    expect(box.mails[0]?.text).not.toMatch(/books differ|and Stripe’s differ/i);
  });

  it("says how many payments can't be compared for now", async () => {
    const { merchantId } = await makeWorld(database.db);
    await add([merchantId], "counts@example.com", "owner", true);
    const [differenceId, kind] = ["many_not_compared:payments", "many_not_compared"];
    const data = { ours: 37, theirs: 0, currency: null, orderNumber: null, subject: "payments" };
    await database.db.bookDifference.create({ data: { differenceId, kind, data, firstSeenAt: now } });
    const box = mailbox();
    expect(await alertOperators(database.db, box, { differenceId, raisedAt: now.toISOString() })).toBe("sent");
    expect(box.mails).toMatchObject([{ subject: "37 payments could not be compared with Stripe’s" }]);
  });
});

describe("jobs that died", () => {
  const die = () =>
    database.db
      .$executeRaw`update graphile_worker._private_jobs set attempts = max_attempts where key like 'catalog.index:%'`;
  const look = (at = now) => watchJobs(database.db, at);
  const day = (count: number) => new Date(now.getTime() + count * 24 * 60 * 60_000);

  it("are told to those who run the shop, once until none is dead any more or others die another day", async () => {
    const { merchantId } = await makeWorld(database.db);
    await add([merchantId], "keeps@example.com", "owner", true);
    expect(await look()).toBe("none");
    await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "first" });
    await die();
    expect((await Promise.all([look(), look(), look()])).toSorted()).toEqual(["known", "known", "told"]);
    await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "second" });
    await die();
    expect(await look()).toBe("known");
    const box = mailbox();
    const raised = { raisedAt: now.toISOString() };
    expect(await alertDeadJobs(database.db, box, raised)).toBe("sent");
    expect(box.mails).toMatchObject([
      { to: expect.arrayContaining(["keeps@example.com"]), key: `jobs.dead.${now.getTime()}` },
    ]);
    expect(box.mails[0]?.subject).toContain("2");
    await retryJobs(database.db, { merchantId, staffId: newId() }, "all", now);
    expect(await alertDeadJobs(database.db, box, raised)).toBe("not_owed");
    expect(await look()).toBe("none");
    await die();
    expect(await look()).toBe("told");
    expect(await look(day(2))).toBe("known");
    await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "third" });
    await die();
    expect(await look(day(0.5))).toBe("known");
    expect((await Promise.all([look(day(4)), look(day(4)), look(day(4))])).toSorted()).toEqual([
      "known",
      "known",
      "told",
    ]);
    expect(await look(day(9))).toBe("known");
  });

  it("are told of once when they died long before they were found, though others were told of meanwhile", async () => {
    await database.db.$executeRaw`delete from graphile_worker._private_jobs`;
    expect(await look()).toBe("none");
    const lastRun = day(-30);
    await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "killed", runAt: lastRun });
    await enqueue(database.db, "catalog.index", { productId: newId() }, { key: "other" });
    await database.db.$executeRaw`
      update graphile_worker._private_jobs set attempts = max_attempts where key = 'catalog.index:other'`;
    expect(await look()).toBe("told");
    await die();
    expect(await look(day(2))).toBe("told");
    expect(await look(day(4))).toBe("known");
  });
});

describe("a gift card", () => {
  it("is sent with its code to the address it was issued for, in its language", async () => {
    const card = { codeHash: "a+b/c", lastFour: "H3VW", currency: "JPY", initialAmount: 5000, balance: 5000 };
    await database.db.giftCard.create({
      data: { ...card, email: "yuki@example.jp", createdAt: now, updatedAt: now },
    });
    const box = mailbox();
    const secret = "a secret of the tests, long enough to be one";
    const told = { codeHash: card.codeHash, locale: "ja-JP" };
    const job = { ...told, sealedCode: sealGiftCode("7K2M-H3VW", secret) };
    const send = (of: JobPayload<"mail.gift-card">) => sendGiftCard(database.db, box, of, { secret });
    expect(await send(job)).toBe("sent");
    expect(box.mails).toMatchObject([{ to: "yuki@example.jp", locale: "ja-JP", key: "gift.a.b.c" }]);
    expect(box.mails[0]?.text).toContain("7K2M-H3VW");
    expect(box.mails[0]?.subject).not.toContain("7K2M");
    expect(await send({ ...told, code: "7K2M-H3VW" })).toBe("sent");
    expect(box.mails[1]).toEqual(box.mails[0]);
    await database.db.giftCard.update({ where: { codeHash: card.codeHash }, data: { status: "disabled" } });
    expect(await send(job)).toBe("not_owed");
  });
});

it("every event that a verb publishes is one an endpoint can ask for", () => {
  const published = sourcesOf(process.cwd(), "lib")
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/"webhooks\.publish",.{0,120}?type: (["`])(.+?)\1/gs)])
    .map((match) => match[2] ?? "");
  expect(published.length).toBeGreaterThan(5);
  const known = (type: string) =>
    webhookTypes.some((each) => (type.includes("${") ? each.startsWith(type.split("${")[0] ?? "") : each === type));
  expect(published.filter((type) => !known(type))).toEqual([]);
});
