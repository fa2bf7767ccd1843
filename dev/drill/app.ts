import { createServer } from "node:http";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { db } from "@/lib/db/client";
import { receiveWebhook } from "@/lib/payments/receive-webhook";
import { stripeClient } from "@/lib/payments/stripe-client";
import { verbs } from "./verbs";

/**
 * The shop as the drill knows it: the same verbs that the pages and actions call and the same webhook inbox, over plain
 * HTTP and without the pages. What a page adds (markup, cookies, form errors) is not under test here; that the process
 * dies at any moment is.
 */
const server = createServer(async (request, response) => {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const name = request.url?.slice(1) ?? "";
    if (name === "api/revalidate") return response.writeHead(200).end();
    if (name === "api/webhooks/stripe") {
      const signature = String(request.headers["stripe-signature"] ?? "");
      const secrets = env().STRIPE_WEBHOOK_SECRET;
      const webhook = { rawBody: body, signature, secrets, isLive: false, now: new Date() };
      const taken = await receiveWebhook(db(), stripeClient(), webhook);
      return response.writeHead(taken.ok ? 200 : 400).end();
    }
    if (!isVerb(name)) return response.writeHead(404).end();
    const answer = await verbs[name].runRaw({ db: db(), stripe: stripeClient() }, JSON.parse(body));
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  } catch (err) {
    log.warn({ err, url: request.url }, "a request failed");
    return response.writeHead(500).end(err instanceof Error ? err.message : "");
  }
});

const isVerb = (name: string): name is keyof typeof verbs => Object.hasOwn(verbs, name);

server.listen(Number(new URL(process.env.DRILL_APP_URL ?? env().APP_URL).port), "127.0.0.1");
