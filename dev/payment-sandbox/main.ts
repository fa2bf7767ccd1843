import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { reasonOf } from "../../lib/core/reason-of.ts";
import { startPaymentSandbox } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env.PAYMENT_SANDBOX_PORT ?? "4242" },
    host: { type: "string", default: process.env.PAYMENT_SANDBOX_HOST },
    data: { type: "string", default: process.env.PAYMENT_SANDBOX_DATA },
    "webhook-url": { type: "string", default: process.env.PAYMENT_SANDBOX_WEBHOOK_URL },
    "public-url": { type: "string", default: process.env.PAYMENT_SANDBOX_PUBLIC_URL },
    quiet: { type: "boolean", default: false },
  },
});

const secret = process.env.PAYMENT_SANDBOX_WEBHOOK_SECRET;
const port = Number(values.port);
if (!secret) fail("Set PAYMENT_SANDBOX_WEBHOOK_SECRET (any text that starts with whsec_), and give the shop the same.");
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`--port takes a number from 0 to 65535, not ${values.port}.`);
if (values.data) mkdirSync(dirname(values.data), { recursive: true });

try {
  const sandbox = await startPaymentSandbox({
    port,
    host: values.host,
    publicUrl: values["public-url"],
    dataFile: values.data,
    webhookUrl: values["webhook-url"],
    webhookSecret: secret,
    log: values.quiet ? undefined : (line) => console.log(line),
  });
  console.log(`payment sandbox on http://127.0.0.1:${sandbox.port}`);
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  fail(reasonOf(error));
}

function fail(message: string): never {
  console.error(`payment sandbox: ${message}`);
  process.exit(1);
}
