import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type MailInbox, startMailInbox } from "@/dev/mail-inbox/server";
import { makeOrder, noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { until } from "@/dev/testing/until";
import { useDatabase } from "@/dev/testing/use-database";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import type { Locale } from "@/lib/i18n/markets";
import { oweNotice } from "@/lib/orders/owe-notice";
import { readOrder } from "@/lib/orders/read-order";
import { recordEvent } from "@/lib/orders/record-event";
import { settlePayment } from "@/lib/orders/settle-payment";
import { BeingSent } from "./claim-sending";
import { connectMailer, type Mail, type Mailer } from "./mailer";
import { requestOrderLink } from "./request-order-link";
import { sendNotice } from "./send-notice";
import { sendWatchNotice } from "./send-watch-notice";
import { UnknownKind } from "./unknown-kind";
import { voiceOf } from "./voice";
import { readWatchToken } from "./watch-token";
import { writeOrderLetter } from "./write-order-letter";

const receivedSchema = z.array(
  z.object({
    to: z.array(z.string()),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
);

const database = useDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld(database.db);
});

/** Keeps what it is given; `down` plays a server that can't be reached. */
function mailbox(): Mailer & { mails: Mail[]; down: boolean } {
  return {
    mails: [],
    down: false,
    async send(mail) {
      if (this.down) throw new Error("connect ECONNREFUSED");
      this.mails.push(mail);
    },
  };
}

async function paidOrder(title = "Teapot", locale: Locale = "en-US") {
  const { db } = database;
  const variant = await makeProduct(db, world, { title, prices: { USD: 6400, EUR: 5900, GBP: 5200, JPY: 9800 } });
  const order = await makeOrder(db, [{ ...variant, quantity: 2 }], locale);
  await settlePayment(
    db,
    {
      ...order,
      sessionId: `cs_${order.orderId}`,
      paymentIntentId: `pi_${order.orderId}`,
      amount: order.total,
      actor: "stripe",
    },
    noon,
  );
  return { customerId: order.customerId, orderId: order.orderId };
}

const confirmed = (order: { customerId: string; orderId: string }) => ({ ...order, cause: "confirmed" });

describe("a notice", () => {
  test("is sent once, however often its job runs", async () => {
    const order = await paidOrder();
    const box = mailbox();
    expect(await sendNotice(database.db, box, confirmed(order), noon)).toBe("sent");
    expect(await sendNotice(database.db, box, confirmed(order), noon)).toBe("sent_before");
    expect(box.mails).toHaveLength(1);
    expect(box.mails[0]?.to).toBe("mara@example.com");
  });

  test("that nobody owes is not sent", async () => {
    const order = await paidOrder();
    const box = mailbox();
    expect(await sendNotice(database.db, box, { ...order, cause: "refunded" }, noon)).toBe("not_owed");
    expect(await sendNotice(database.db, box, { ...confirmed(order), customerId: newId() }, noon)).toBe("not_owed");
    expect(box.mails).toHaveLength(0);
  });

  test("waits for a mail server that is down, and goes out when it is back", async () => {
    const order = await paidOrder();
    const box = mailbox();
    box.down = true;
    await expect(sendNotice(database.db, box, confirmed(order), noon)).rejects.toThrow("ECONNREFUSED");
    box.down = false;
    expect(await sendNotice(database.db, box, confirmed(order), noon)).toBe("sent");
  });

  test("of a kind that only a newer release knows waits for it", async () => {
    const order = await paidOrder();
    const sung = { ...order, cause: `sung:${newId()}` };
    await database.db.notice.create({ data: { ...sung, createdAt: noon } });
    await expect(sendNotice(database.db, mailbox(), sung, noon)).rejects.toThrow(UnknownKind);
  });

  test("carries the same key whenever it is made, so that a repeat is known as one", async () => {
    const order = await paidOrder();
    const box = mailbox();
    await sendNotice(database.db, box, confirmed(order), noon);
    await database.db.notice.updateMany({ where: order, data: { sentAt: null } });
    await sendNotice(database.db, box, confirmed(order), noon);
    expect(new Set(box.mails.map((mail) => mail.key)).size).toBe(1);
  });

  test("of a return that was turned down says why, in the merchant's words", async () => {
    const { db } = database;
    const order = await paidOrder();
    const returnId = newId();
    const told = { returnId, merchantId: world.merchantId, number: "CW-1-R1", resolution: "refund" } as const;
    await db.return.create({ data: { ...order, ...told, comment: "", createdAt: noon, updatedAt: noon } });
    const data = { returnId, reason: "The seal is broken & <b>worn</b>" };
    await recordEvent(db, order, { type: "return_rejected", actor: `staff:${newId()}`, at: noon, data });
    await oweNotice(db, order, `return_rejected:${returnId}`, noon);
    const box = mailbox();
    expect(await sendNotice(db, box, { ...order, cause: `return_rejected:${returnId}` }, noon)).toBe("sent");
    expect(box.mails[0]?.text).toContain(data.reason);
    expect(box.mails[0]?.html).not.toContain("<b>worn");
  });

  test("of a return that was settled without a refund says that none follows", async () => {
    const { db } = database;
    const order = await paidOrder();
    const returnId = newId();
    const told = { returnId, merchantId: world.merchantId, number: "CW-2-R1", resolution: "refund" } as const;
    await db.return.create({ data: { ...order, ...told, comment: "", createdAt: noon, updatedAt: noon } });
    await oweNotice(db, order, `return_settled:${returnId}`, noon);
    const box = mailbox();
    expect(await sendNotice(db, box, { ...order, cause: `return_settled:${returnId}` }, noon)).toBe("sent");
    expect(box.mails[0]?.subject).toContain("CW-2-R1");
    expect(box.mails[0]?.text).toContain("no refund follows");
  });

  test("of a return that was settled without a refund says why, where its history does", async () => {
    const { db } = database;
    const order = await paidOrder();
    const returnId = newId();
    const told = { returnId, merchantId: world.merchantId, number: "CW-3-R1", resolution: "refund" } as const;
    await db.return.create({ data: { ...order, ...told, comment: "", createdAt: noon, updatedAt: noon } });
    const data = { returnId, merchantId: world.merchantId, shortfall: "paid_otherwise" };
    await recordEvent(db, order, { type: "return_settled", actor: `staff:${newId()}`, at: noon, data });
    await oweNotice(db, order, `return_settled:${returnId}`, noon);
    const box = mailbox();
    expect(await sendNotice(db, box, { ...order, cause: `return_settled:${returnId}` }, noon)).toBe("sent");
    expect(box.mails[0]?.text).toMatch(/You paid for it\s+outside this shop/);
    expect(box.mails[0]?.text).not.toContain("went back before");
  });

  test("shows a hostile title as text", async () => {
    const order = await paidOrder(`<script>alert("x")</script> & "tea'pot"`);
    const box = mailbox();
    await sendNotice(database.db, box, confirmed(order), noon);
    expect(box.mails[0]?.html).not.toContain("<script");
    expect(box.mails[0]?.html).toContain(
      "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &quot;tea&#x27;pot&quot;",
    );
    expect(box.mails[0]?.text).toContain("<script>");
  });

  test("of two jobs at once only one sends, and the other finds it sent when it comes back", async () => {
    const order = await paidOrder();
    const box = mailbox();
    const slow: Mailer = {
      async send(mail) {
        await sleep(100);
        await box.send(mail);
      },
    };
    const jobs = Array.from({ length: 5 }, () => sendNotice(database.db, slow, confirmed(order), noon));
    const results = await Promise.allSettled(jobs);
    expect(box.mails).toHaveLength(1);
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refused.every((reason) => reason instanceof BeingSent)).toBe(true);
    expect(refused.length).toBeGreaterThan(0);
    expect(await sendNotice(database.db, slow, confirmed(order), noon)).toBe("sent_before");
  });

  test("whose sender died in the middle goes out when its claim is over", async () => {
    const order = await paidOrder();
    const box = mailbox();
    const never: Mailer = { send: () => new Promise(() => undefined) };
    void sendNotice(database.db, never, confirmed(order), noon);
    const claimed = async () =>
      (await database.db.shopState.count({ where: { key: { startsWith: "lease sending:" } } })) > 0;
    expect(await until(claimed, { seconds: 5 })).toBe(true);
    await expect(sendNotice(database.db, box, confirmed(order), noon)).rejects.toThrow(BeingSent);
    expect(await sendNotice(database.db, box, confirmed(order), new Date(noon.getTime() + 16_000))).toBe("sent");
  });

  test("tells of refunds, parcels, cancellations and returns what the order knows of them", async () => {
    const { db } = database;
    const order = await paidOrder();
    const view = await readOrder(db, order);
    const line = view?.lines[0];
    if (!view || !line) throw new Error("the order is there");
    const voice = await voiceOf("en-US");
    const [refundId, returnId, shipmentId, cancellationId] = [newId(), newId(), newId(), newId()];
    const stamps = { createdAt: noon, updatedAt: noon };
    const refundLine = { lineId: line.lineId, quantity: 1, amount: 6400, taxAmount: 0 };
    await db.refund.create({
      data: {
        ...order,
        refundId,
        currency: "USD",
        amount: 6400,
        paymentAmount: 6400,
        reason: "requested",
        actor: "staff:x",
        ...stamps,
        lines: { create: refundLine },
      },
    });
    await db.return.create({
      data: {
        ...order,
        returnId,
        merchantId: line.merchantId,
        number: "RT-1",
        ...stamps,
        lines: { create: { lineId: line.lineId, quantity: 1, reason: "too_small" } },
      },
    });
    const parts = [{ lineId: line.lineId, quantity: 1 }];
    const parcel = { shipmentId, fulfilmentId: newId(), carrier: "dhl", tracking: "JD014600", lines: parts };
    const event = { eventId: newId(), actor: "staff:x", at: noon };
    view.events.push({ ...event, type: "shipped", data: parcel });
    view.events.push({ ...event, type: "lines_cancelled", data: { cancellationId, lines: parts } });
    const causes = {
      [`refunded:${refundId}`]: "Your refund of $64.00",
      [`shipped:${shipmentId}`]: "On its way",
      [`delivered:${shipmentId}`]: "has arrived",
      [`lines_cancelled:${cancellationId}`]: "is canceled",
      [`return_approved:${returnId}`]: "Your return RT-1 is approved",
    };
    for (const [cause, subject] of Object.entries(causes))
      expect((await writeOrderLetter(db, view, cause, voice))?.subject).toContain(subject);
    const untaken = newId();
    const released = { lines: [], shippingAmount: 0 };
    view.events.push({ ...event, type: "lines_cancelled", data: { cancellationId: untaken, lines: parts, released } });
    const moneyOf = async (id: string) => (await writeOrderLetter(db, view, `lines_cancelled:${id}`, voice))?.preheader;
    expect(await moneyOf(cancellationId)).toContain("goes back to where it came from");
    expect(await moneyOf(untaken)).toBe("These will not be sent, and you don’t pay for them.");
    for (const kind of ["refunded", "shipped", "delivered", "lines_cancelled", "return_approved"])
      expect(await writeOrderLetter(db, view, `${kind}:${newId()}`, voice)).toBeNull();
  });
});

describe("the link of an order, asked for by its number", () => {
  const linksOf = (orderId: string) => database.db.notice.count({ where: { orderId, cause: { startsWith: "link:" } } });
  const numberOf = async (order: { customerId: string; orderId: string }) =>
    (await readOrder(database.db, order))?.number ?? "";

  test("goes to the address it was placed with, once in ten minutes", async () => {
    const order = await paidOrder();
    const ask = { number: await numberOf(order), email: "mara@example.com", address: "198.51.100.7" };
    await requestOrderLink(database.db, ask, noon);
    await requestOrderLink(database.db, ask, noon);
    expect(await linksOf(order.orderId)).toBe(1);
  });

  test("is not sent for another address, nor after too many questions", async () => {
    const order = await paidOrder();
    const number = await numberOf(order);
    await requestOrderLink(database.db, { number, email: "eve@example.com", address: "198.51.100.8" }, noon);
    expect(await linksOf(order.orderId)).toBe(0);
    for (let count = 0; count < 20; count += 1)
      await requestOrderLink(
        database.db,
        { number: "CW-0000-0000", email: `a${count}@example.com`, address: "198.51.100.9" },
        noon,
      );
    await requestOrderLink(database.db, { number, email: "mara@example.com", address: "198.51.100.9" }, noon);
    expect(await linksOf(order.orderId)).toBe(0);
  });
});

describe("by a real mail server", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "notices-"));
  let inbox: MailInbox;
  let mailer: Mailer;
  beforeAll(async () => {
    inbox = await startMailInbox({ smtpPort: 0, httpPort: 0, folder });
    mailer = connectMailer(inbox.smtpUrl, "Cartwright <orders@shop.example>");
  });
  afterAll(async () => {
    await inbox.close();
    rmSync(folder, { recursive: true });
  });

  const received = async () => {
    const answer: unknown = await (await fetch(`${inbox.url}/api/email`)).json();
    return receivedSchema.parse(answer);
  };

  test("a Japanese confirmation arrives as HTML and text, with its Message-ID", async () => {
    const order = await paidOrder("鉄瓶", "ja-JP");
    expect(await sendNotice(database.db, mailer, confirmed(order), noon)).toBe("sent");
    const [mail] = await received();
    expect(mail?.subject).toMatch(/^ご注文CW-.{9}を承りました$/);
    expect(mail?.headers["message-id"]).toBe(`<${order.orderId}.confirmed@shop.example>`);
    expect(mail?.headers["list-unsubscribe"]).toBeUndefined();
    expect(mail?.text).toContain("鉄瓶");
    expect(mail?.html).toContain('lang="ja-JP"');
  });

  test("whatever a subject or an address brings with it, one mail goes to one person with our headers", async () => {
    const body = { html: "<p>x</p>", text: "x", locale: "en-US", key: "k" };
    await mailer.send({ ...body, to: "ann@example.com", subject: "Hello\r\nBcc: eve@example.com\r\n\r\nboo" });
    const [mail] = await received();
    expect(mail?.to).toEqual(["ann@example.com"]);
    expect(mail?.headers.bcc).toBeUndefined();
    expect(mail?.text.trim()).toBe("x");
    await mailer
      .send({ ...body, to: "bob@example.com, eve@example.com\r\nBcc: eve@example.com", subject: "Hello" })
      .catch(() => undefined);
    for (const { to } of await received()) expect(to).not.toContain("eve@example.com");
  });

  test("what was asked for can be called off with one click", async () => {
    const { productId, variantId } = await makeProduct(database.db, world, { title: "Kettle", prices: { USD: 6400 } });
    const watch = { productId, variantId, email: "ann@example.com" };
    await database.db.stockWatch.create({ data: { ...watch, locale: "en-US", createdAt: noon, notifiedAt: noon } });
    expect(await sendWatchNotice(database.db, mailer, watch, noon)).toBe("sent");
    expect(await sendWatchNotice(database.db, mailer, watch, noon)).toBe("sent_before");
    const [mail] = await received();
    expect(mail?.subject).toBe("Kettle is back");
    const list = mail?.headers.list ?? "";
    const token = /api\/watches\/([\w.=-]+)/.exec(list)?.[1] ?? "";
    expect(readWatchToken(token, env().AUTH_SECRET)).toEqual(watch);
    expect(readWatchToken(`${token}x`, env().AUTH_SECRET)).toBeNull();
  });

  test("a watcher of something that is gone again goes on waiting", async () => {
    const product = await makeProduct(database.db, world, { onHand: 0 });
    const watch = { ...product, email: "ann@example.com" };
    await database.db.stockWatch.create({ data: { ...watch, locale: "en-US", createdAt: noon, notifiedAt: noon } });
    expect(await sendWatchNotice(database.db, mailbox(), watch, noon)).toBe("nothing_to_say");
    expect(await database.db.stockWatch.findMany({ where: watch })).toMatchObject([{ notifiedAt: null }]);
    const key = `inventory.back-in-stock:${product.variantId}`;
    expect(
      await database.db.$queryRaw`select run_at as "runAt" from graphile_worker.jobs where key = ${key}`,
    ).toMatchObject([{ runAt: new Date(noon.getTime() + 60_000) }]);
  });

  test("a server that is not there is an error, not a silence", async () => {
    const nobody = connectMailer("smtp://127.0.0.1:1", "Cartwright <orders@shop.example>");
    await expect(
      nobody.send({ to: "a@example.com", subject: "x", html: "x", text: "x", locale: "en-US", key: "x" }),
    ).rejects.toThrow();
  });
});
