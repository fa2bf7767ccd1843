import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeOrder, noon } from "@/dev/testing/buyer";
import { makeProduct, makeWorld, type World } from "@/dev/testing/fixtures";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { type Locale, locales } from "@/lib/i18n/markets";
import { readOrder } from "@/lib/orders/read-order";
import { oweNotice, settlePayment } from "@/lib/orders/settle-payment";
import { describeMail } from "./describe-mail";
import { connectMailer, type Mail, type Mailer } from "./mailer";
import { requestOrderLink } from "./request-order-link";
import { sendNotice } from "./send-notice";

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

  test("carries the same key whenever it is made, so that a repeat is known as one", async () => {
    const order = await paidOrder();
    const box = mailbox();
    await sendNotice(database.db, box, confirmed(order), noon);
    await database.db.notice.updateMany({ where: order, data: { sentAt: null } });
    await sendNotice(database.db, box, confirmed(order), noon);
    expect(new Set(box.mails.map((mail) => mail.key)).size).toBe(1);
  });

  test("shows a hostile title as text", async () => {
    const order = await paidOrder(`<script>alert("x")</script> & "tea'pot"`);
    const box = mailbox();
    await sendNotice(database.db, box, confirmed(order), noon);
    expect(box.mails[0]?.html).not.toContain("<script");
    expect(box.mails[0]?.html).toContain(
      "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &quot;tea&#39;pot&quot;",
    );
    expect(box.mails[0]?.text).toContain("<script>");
  });

  test("is whole in every market: subject, title, text and the order's link", async () => {
    for (const locale of locales) {
      const order = await paidOrder("Teapot", locale);
      const view = await readOrder(database.db, order);
      if (!view) throw new Error("the order is there");
      view.events.push({
        eventId: newId(),
        type: "shipped",
        actor: "staff:x",
        at: noon,
        data: { fulfilmentId: "f1", carrier: "dhl", tracking: "JD014600" },
      });
      for (const cause of ["confirmed", "shipped:f1", "refunded", "link:1"]) {
        const mail = await describeMail(view, cause);
        expect(mail?.subject).toContain(view.number);
        expect(JSON.stringify(mail)).not.toMatch(/\b(mail|order\.totals)\.[a-z]|\{\w+\}/);
        expect(mail?.open.url).toContain(`/${locale}/orders/`);
      }
    }
  });

  test("about a parcel that the order does not know says nothing", async () => {
    const view = await readOrder(database.db, await paidOrder());
    expect(view && (await describeMail(view, "shipped:unknown"))).toBeNull();
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

describe("on the wire", () => {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      let raw = "";
      stream.on("data", (chunk: Buffer) => {
        raw += chunk.toString();
      });
      stream.on("end", () => {
        received.push(raw);
        done();
      });
    },
  });
  const port = new Promise<number>((resolve) => {
    const listener = server.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  test("a Japanese confirmation arrives as HTML and text, with its Message-ID", async () => {
    const order = await paidOrder("鉄瓶", "ja-JP");
    await database.db.$transaction((tx) => oweNotice(tx, order, "confirmed", noon));
    const mailer = connectMailer(`smtp://127.0.0.1:${await port}`, "Cartwright <orders@shop.example>");
    expect(await sendNotice(database.db, mailer, confirmed(order), noon)).toBe("sent");
    const mail = await simpleParser(received[0] ?? "");
    expect(mail.subject).toMatch(/^ご注文CW-.{9}を承りました$/);
    expect(mail.messageId).toBe(`<${order.orderId}.confirmed@shop.example>`);
    expect(mail.text).toContain("鉄瓶");
    expect(mail.html || "").toContain('lang="ja-JP"');
  });

  test("a server that is not there is an error, not a silence", async () => {
    const mailer = connectMailer("smtp://127.0.0.1:1", "Cartwright <orders@shop.example>");
    await expect(
      mailer.send({ to: "a@example.com", subject: "x", html: "x", text: "x", locale: "en-US", key: "x" }),
    ).rejects.toThrow();
  });
});
