import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import Stripe from "stripe";
import { z } from "zod";
import type { Db } from "../../lib/db/client";
import { receiveWebhook } from "../../lib/payments/receive-webhook";
import { startPaymentSandbox } from "../payment-sandbox/server";

/** All that stands around an order: the app that takes webhooks, Stripe and a mail server. They live; workers die. */
export interface OrderSurroundings {
  stripe: Stripe;
  /** Message-IDs in the order in which the mail server took them. */
  mails: string[];
  /** What a worker has to know to work here. */
  environment: Record<string, string>;
  control(path: string, body: object): Promise<void>;
  /** Asks the sandbox. */
  read(path: string): Promise<unknown>;
  /** What was captured and given back, by order. */
  captured(): Promise<Map<string, { captured: number; refunded: number }[]>>;
  close(): Promise<void>;
}

const ledgerSchema = z.object({
  payments: z.array(z.object({ clientReferenceId: z.string(), captured: z.number(), refunded: z.number() })),
});

const webhookSecret = "whsec_surroundings";

export async function startSurroundings(db: Db): Promise<OrderSurroundings> {
  const mails: string[] = [];
  const mail = mailServer(mails);
  const mailPort = await listen(mail.server, (done) => mail.listen(0, "127.0.0.1", done));
  let stripe: Stripe | undefined;
  const app = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.url === "/api/revalidate") return response.writeHead(200).end();
    const rawBody = Buffer.concat(chunks).toString();
    const signature = String(request.headers["stripe-signature"] ?? "");
    const webhook = { rawBody, signature, secrets: [webhookSecret], isLive: false, now: new Date() };
    const taken = stripe && (await receiveWebhook(db, stripe, webhook));
    response.writeHead(taken?.ok ? 200 : 400).end();
  });
  const appUrl = `http://127.0.0.1:${await listen(app, (done) => app.listen(0, "127.0.0.1", done))}`;
  const sandbox = await startPaymentSandbox({ port: 0, webhookSecret, webhookUrl: `${appUrl}/api/webhooks/stripe` });
  stripe = new Stripe("sk_test_surroundings", { host: "127.0.0.1", port: sandbox.port, protocol: "http" });
  return {
    stripe,
    mails,
    environment: {
      APP_URL: appUrl,
      JOBS_SECRET: "a secret for tests, and for tests only",
      STRIPE_API_URL: sandbox.url,
      SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    },
    async control(path, body) {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${sandbox.url}/sandbox/${path}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async read(path) {
      return (await fetch(`${sandbox.url}/sandbox/${path}`)).json();
    },
    async captured() {
      const { payments } = ledgerSchema.parse(await (await fetch(`${sandbox.url}/sandbox/ledger`)).json());
      return Map.groupBy(payments, (payment) => payment.clientReferenceId);
    },
    async close() {
      await sandbox.close();
      await new Promise<void>((resolve) => mail.close(() => resolve()));
      app.closeAllConnections();
      app.close();
    },
  };
}

/** Says yes only some time after it has the mail, so that whoever sent it may be dead by then. */
function mailServer(mails: string[]): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    async onData(stream, _session, done) {
      // What breaks off in the middle is no mail.
      const mail = await simpleParser(stream).catch(() => null);
      if (mail) mails.push(mail.messageId ?? "without a Message-ID");
      await sleep(Math.random() * 150);
      done();
    },
  });
  // A worker that is killed breaks its connection off.
  server.on("error", () => undefined);
  return server;
}

async function listen(server: Server, start: (listening: () => void) => void): Promise<number> {
  await new Promise<void>((resolve) => start(resolve));
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
