import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import nodemailer from "nodemailer";
import { afterAll, expect, it } from "vitest";
import { startMailInbox } from "./server";

const folder = mkdtempSync(path.join(os.tmpdir(), "mail-inbox-"));
afterAll(() => rmSync(folder, { recursive: true }));

const open = () => startMailInbox({ smtpPort: 0, httpPort: 0, folder });
const read = async (address: string) => (await fetch(address)).text();

it("shows what it was sent, to tests and to people, and still after a restart", async () => {
  const first = await open();
  const transport = nodemailer.createTransport(first.smtpUrl);
  await transport.sendMail({
    from: "Shop <shop@example.com>",
    to: "yuki@example.jp",
    subject: "ご注文の確認 <1>",
    text: "本文",
    html: "<p>本文<script>alert(1)</script></p>",
  });
  await transport.sendMail({
    from: "shop@example.com",
    to: "ann@example.com",
    subject: "Second",
    text: "Only text & no more",
  });
  transport.close();
  await first.close();

  const inbox = await open();
  const mails: unknown = await (await fetch(`${inbox.url}/api/email`)).json();
  expect(mails).toMatchObject([
    { subject: "Second", to: ["ann@example.com"], html: "" },
    { subject: "ご注文の確認 <1>", text: "本文" },
  ]);
  const [mail] = (await (await fetch(`${inbox.url}/api/email?to=Yuki@example.jp`)).json()) as { id: string }[];
  expect(await read(inbox.url)).toContain("ご注文の確認 &lt;1&gt;");
  expect(await read(`${inbox.url}/mail/${mail?.id}`)).toContain(`sandbox="allow-popups`);
  const framed = await fetch(`${inbox.url}/mail/${mail?.id}/html`);
  expect(framed.headers.get("content-security-policy")).toMatch(/^sandbox/);
  expect(await framed.text()).toContain("本文");
  expect((await fetch(`${inbox.url}/mail/none`)).status).toBe(404);
  await inbox.close();
});
