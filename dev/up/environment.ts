import path from "node:path";
import { EnvError, parseEnv } from "../../lib/core/env";
import type { Ports } from "./choose-ports";
import type { Options } from "./options";
import type { Secrets } from "./secrets";
import { ShopError } from "./shop-error";

/** The environment of the app and the worker: what the person set wins; the rest points at this machine's stand-ins. */
export function environmentOf(
  options: Options,
  databaseUrl: string,
  ports: Ports,
  secrets: Secrets,
): NodeJS.ProcessEnv {
  const standIns = {
    APP_URL: `http://localhost:${options.port}`,
    AUTH_SECRET: secrets.authSecret,
    JOBS_SECRET: secrets.jobsSecret,
    MEDIA_DIR: path.join(options.data, "media"),
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    NEXT_TELEMETRY_DISABLED: "1",
    ...(usesSandbox() && {
      STRIPE_SECRET_KEY: secrets.sandboxKey,
      STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
      STRIPE_API_URL: `http://127.0.0.1:${ports.sandbox}`,
    }),
  };
  const set = Object.fromEntries(
    Object.entries(process.env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const environment: NodeJS.ProcessEnv = {
    // With what is set to nothing, too: Next would fill what is left out from .env.
    ...process.env,
    ...standIns,
    ...set,
    DATABASE_URL: databaseUrl,
    // The shop's own Postgres has no pooler before it.
    ...(set.DATABASE_URL ? {} : { DATABASE_DIRECT_URL: "" }),
    PORT: String(options.port),
    NODE_ENV: options.hot ? "development" : "production",
  };
  try {
    parseEnv(environment);
  } catch (error) {
    throw error instanceof EnvError ? new ShopError(error.message) : error;
  }
  return environment;
}

/** With a key of Stripe's the shop talks to Stripe itself. */
export const usesSandbox = () => !process.env.STRIPE_SECRET_KEY;

/** With a mail server the shop's mail really goes out. */
export const usesInbox = () => !process.env.SMTP_URL;
