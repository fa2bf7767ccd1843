import path from "node:path";
import type { Ports } from "./choose-ports";
import type { Options } from "./options";
import type { Secrets } from "./secrets";
import type { Program } from "./supervise";

export interface Programs {
  sandbox: Program;
  inbox: Program;
  worker: Program;
  app: Program;
}

/** What runs beside Postgres while the shop is open. */
export function programsOf(
  { data, port, hot }: Options,
  environment: NodeJS.ProcessEnv,
  ports: Ports,
  secrets: Secrets,
  logFile: (name: string) => string,
): Programs {
  const typescript = ["--import", "tsx"];
  // As `npm start` has it: ten thousand letters of any script fit into an address.
  const next = [
    "--max-http-header-size=131072",
    "node_modules/next/dist/bin/next",
    ...[hot ? "dev" : "start", "-p", String(port)],
  ];
  return {
    sandbox: {
      name: "The payment sandbox",
      args: [
        ...typescript,
        "dev/payment-sandbox/main.ts",
        "--port",
        String(ports.sandbox),
        "--data",
        path.join(data, "payment-sandbox.jsonl"),
        "--webhook-url",
        `http://127.0.0.1:${port}/api/webhooks/stripe`,
      ],
      environment: { ...environment, PAYMENT_SANDBOX_WEBHOOK_SECRET: secrets.webhookSecret },
      logFile: logFile("payment-sandbox"),
      ready: { url: `http://127.0.0.1:${ports.sandbox}/health`, body: { ok: true } },
    },
    inbox: {
      name: "The mail inbox",
      args: [
        ...typescript,
        "dev/mail-inbox/main.ts",
        "--port",
        String(ports.inbox),
        "--smtp-port",
        String(ports.smtp),
        "--data",
        path.join(data, "mail"),
      ],
      environment,
      logFile: logFile("mail-inbox"),
      ready: { url: `http://127.0.0.1:${ports.inbox}/health`, body: { ok: true } },
    },
    worker: {
      name: "The worker",
      args: [...typescript, "lib/jobs/worker.ts"],
      environment,
      logFile: logFile("worker"),
    },
    app: {
      name: "The app",
      args: next,
      environment,
      logFile: logFile("app"),
      ready: { url: `http://127.0.0.1:${port}/api/health/ready`, body: { status: "ready" } },
      secondsToStart: hot ? 180 : 60,
    },
  };
}
