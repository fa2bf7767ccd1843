import { createServer, type Server } from "node:http";
import { KeysInUse } from "./api/idempotency.ts";
import { FaultTable } from "./controls/faults.ts";
import { RequestLog } from "./controls/request-log.ts";
import { defaultSettings } from "./controls/settings.ts";
import { route } from "./http/route.ts";
import { planAuthorizationEnd } from "./payments/end-authorization.ts";
import { planRefundEnd } from "./payments/end-refund.ts";
import { planDispute } from "./payments/open-dispute.ts";
import { planExpiry } from "./payments/sessions.ts";
import { planSettlement } from "./payments/settle-payment.ts";
import { planVoucherEnd } from "./payments/vouchers.ts";
import { refuseLiveKey } from "./refuse-live-key.ts";
import type { Sandbox } from "./sandbox.ts";
import { Scheduler } from "./scheduler.ts";
import type { Settings } from "./state/records.ts";
import { Store } from "./state/store.ts";
import { Deliveries } from "./webhooks/deliveries.ts";

export interface PaymentSandboxOptions {
  /** 0 takes any free one. */
  port: number;
  /** Where to listen; only this machine by default. */
  host?: string;
  /** Where a browser reaches this server, if not at `http://127.0.0.1:<port>`. */
  publicUrl?: string;
  /** Keeps the state over a restart, and over `kill -9`. One sandbox a file. */
  dataFile?: string;
  webhookUrl?: string;
  webhookSecret: string;
  log?: (line: string) => void;
}

export interface PaymentSandbox {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Starts a server that speaks Stripe's API. No money moves, whatever it is told. */
export async function startPaymentSandbox(options: PaymentSandboxOptions): Promise<PaymentSandbox> {
  refuseLiveKey(process.env.STRIPE_SECRET_KEY);
  const log = options.log ?? (() => undefined);
  const store = new Store(options.dataFile ?? null);
  await store.load();

  const keysInUse = new KeysInUse();
  const server = createServer((request, response) => {
    route(sandbox, keysInUse, request, response).catch((error: unknown) => {
      log(`bug in the payment sandbox: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  const port = await listen(server, options.port, options.host ?? "127.0.0.1");
  const url = options.publicUrl ?? `http://127.0.0.1:${port}`;
  const sandbox = assemble(store, url, options.webhookSecret, log);
  if (options.webhookUrl !== undefined) sandbox.setSettings({ url: options.webhookUrl });
  takeUpAgain(sandbox);
  return { url, port, close: () => close(server, sandbox) };
}

function assemble(store: Store, url: string, webhookSecret: string, log: (line: string) => void): Sandbox {
  const settings = (): Settings => store.settings.get("settings") ?? defaultSettings;
  const nowMs = () => Date.now() + settings().clockOffsetSeconds * 1000;
  const work = <T>(change: () => T): T => {
    try {
      return change();
    } finally {
      store.flush();
    }
  };
  const spendDrop = () => {
    const { drop } = settings();
    if (drop < 1) return drop > Math.random();
    store.settings.put({ ...settings(), drop: drop - 1 });
    return true;
  };
  const deliveries = new Deliveries(store, settings, spendDrop, webhookSecret, log);
  return {
    store,
    deliveries,
    scheduler: new Scheduler(nowMs, work),
    faults: new FaultTable(),
    requests: new RequestLog(),
    webhookSecret,
    url,
    get settings() {
      return settings();
    },
    setSettings(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      work(() => store.settings.put({ ...settings(), ...given }));
      deliveries.resume();
    },
    nowMs,
    nowSeconds: () => Math.floor(nowMs() / 1000),
    work,
    log,
  };
}

/** After a restart: what was to happen later still happens, and what was owed is still sent. */
function takeUpAgain(sandbox: Sandbox): void {
  for (const session of sandbox.store.sessions.values()) planExpiry(sandbox, session);
  for (const intent of sandbox.store.intents.values()) {
    planSettlement(sandbox, intent);
    planVoucherEnd(sandbox, intent);
  }
  for (const charge of sandbox.store.charges.values()) {
    planDispute(sandbox, charge);
    planAuthorizationEnd(sandbox, charge);
  }
  for (const refund of sandbox.store.refunds.values()) planRefundEnd(sandbox, refund);
  sandbox.deliveries.resume();
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

/** Calls under way get their answers; hanging ones, a second's grace. */
async function close(server: Server, sandbox: Sandbox): Promise<void> {
  sandbox.scheduler.close();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), 1000);
  await sandbox.deliveries.close();
  await closed;
  clearTimeout(impatience);
  sandbox.store.close();
}
