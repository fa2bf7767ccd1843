import { z } from "zod";
import { postgresUrl, sender, serverUrl, timeZone, webAddress, webOrigin, wholeNumber } from "./variable-kinds";

export const databaseShape = {
  DATABASE_URL: postgresUrl(
    "DATABASE_URL must be a Postgres URL such as postgres://user:password@host:5432/cartwright, with %40, %23 and %2F for @, # and / in the password. `npm run shop` sets one for you.",
  ),
  DATABASE_DIRECT_URL: postgresUrl(
    "DATABASE_DIRECT_URL must be a Postgres URL such as DATABASE_URL is: the same database, past the pooler.",
  ).optional(),
};

export const namedStatementsSchema = z
  .enum(["on", "off"], { error: "DATABASE_NAMED_STATEMENTS must be on or off." })
  .default("on");

export const meilisearchShape = {
  MEILI_URL: webAddress("MEILI_URL must be the address of a Meilisearch, such as http://127.0.0.1:7700.").optional(),
  MEILI_KEY: z.string().optional(),
  MEILI_INDEX_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, "MEILI_INDEX_PREFIX may hold letters, digits, - and _.")
    .default("cartwright"),
};

export const mediaDirSchema = z.string().default(".shop/media");

/** For a shop on a laptop; beside a live key each has to be set. */
const homely = {
  APP_URL: "http://localhost:3000",
  SMTP_URL: "smtp://127.0.0.1:1025",
  MAIL_FROM: "Cartwright <orders@cartwright.example>",
};

/** Every variable that is read, with what is wrong with it told in a sentence that tells the cure. */
export const envSchema = z
  .object({
    ...databaseShape,
    ...meilisearchShape,
    NODE_ENV: z
      .enum(["development", "production", "test"], {
        error: "NODE_ENV must be production, development or test. Leave it out: the commands set it themselves.",
      })
      .default("production"),
    DATABASE_POOL_MAX: wholeNumber("DATABASE_POOL_MAX", 1, 200).default(10),
    DATABASE_NAMED_STATEMENTS: namedStatementsSchema,
    APP_URL: webOrigin(
      "APP_URL must be the shop's public address, such as https://shop.example, without a path.",
    ).default(homely.APP_URL),
    APP_PROCESSES: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(webOrigin("APP_PROCESSES must be addresses such as http://app:3000, with commas between them.")))
      .optional(),
    AUTH_SECRET: z
      .string({
        error: "AUTH_SECRET is missing: a random text of at least 32 characters. `openssl rand -base64 48` makes one.",
      })
      .min(32, "AUTH_SECRET is too short: at least 32 characters. `openssl rand -base64 48` makes one."),
    STRIPE_SECRET_KEY: z
      .string({
        error:
          "STRIPE_SECRET_KEY is missing: copy it from https://dashboard.stripe.com/apikeys. `npm run shop` uses a sandbox instead.",
      })
      .regex(
        /^(sk|rk)_(test|live)_\S+$/,
        "STRIPE_SECRET_KEY must begin sk_test_, sk_live_, rk_test_ or rk_live_, and have no blanks.",
      ),
    STRIPE_WEBHOOK_SECRET: z
      .string({
        error:
          "STRIPE_WEBHOOK_SECRET is missing: Stripe shows it beside the webhook endpoint you create for /api/webhooks/stripe.",
      })
      .transform((text) => text.split(",").map((secret) => secret.trim()))
      .pipe(z.array(z.string().startsWith("whsec_", "STRIPE_WEBHOOK_SECRET must begin whsec_."))),
    STRIPE_ACCOUNT_ID: z.string().startsWith("acct_", "STRIPE_ACCOUNT_ID must begin acct_.").optional(),
    STRIPE_API_URL: webOrigin(
      "STRIPE_API_URL must be the address of a server that stands in for Stripe, such as http://127.0.0.1:4242.",
    ).optional(),
    STRIPE_CHECKOUT_ORIGIN: webOrigin(
      "STRIPE_CHECKOUT_ORIGIN must be an address without a path, such as https://pay.shop.example.",
    ).default("https://checkout.stripe.com"),
    STRIPE_REQUESTS_PER_SECOND: wholeNumber("STRIPE_REQUESTS_PER_SECOND", 1, 10_000).default(80),
    SMTP_URL: serverUrl(/^smtps?$/, "SMTP_URL must be an SMTP URL such as smtp://user:password@host:587.").default(
      homely.SMTP_URL,
    ),
    MAIL_FROM: sender("MAIL_FROM must be an address such as Cartwright <orders@shop.example>.").default(
      homely.MAIL_FROM,
    ),
    MEDIA_DIR: mediaDirSchema,
    REDIS_URL: serverUrl(
      /^rediss?$/,
      "REDIS_URL must be a Redis URL such as redis://user:password@host:6379.",
    ).optional(),
    UPSTASH_REDIS_REST_URL: webAddress("UPSTASH_REDIS_REST_URL must be the https:// address Upstash shows.").optional(),
    UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
    API_REQUESTS_PER_MINUTE: wholeNumber("API_REQUESTS_PER_MINUTE", 0, 1_000_000).default(600),
    TRUSTED_PROXIES: wholeNumber("TRUSTED_PROXIES", 0, 10).default(0),
    VERCEL: z.string().optional(),
    JOBS_SECRET: z.string().min(16, "JOBS_SECRET must have at least 16 characters.").optional(),
    SHOP_TIME_ZONE: timeZone("SHOP_TIME_ZONE must be an IANA time zone such as Europe/Berlin or UTC.").default("UTC"),
    LOG_LEVEL: z
      .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
        error: "LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent.",
      })
      .default("info"),
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    const isLive = /_live_/.test(env.STRIPE_SECRET_KEY);
    if (env.STRIPE_API_URL && isLive)
      refuse(
        "STRIPE_API_URL",
        "STRIPE_API_URL points at a sandbox, but STRIPE_SECRET_KEY is a live key. Remove one of them.",
      );
    if (env.STRIPE_REQUESTS_PER_SECOND > 95 && !env.STRIPE_API_URL)
      refuse(
        "STRIPE_REQUESTS_PER_SECOND",
        "STRIPE_REQUESTS_PER_SECOND is 95 at most: it is for all processes together, and Stripe allows an account 100.",
      );
    if (!env.UPSTASH_REDIS_REST_URL !== !env.UPSTASH_REDIS_REST_TOKEN)
      refuse(
        "UPSTASH_REDIS_REST_URL",
        "UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN belong together: Upstash shows both side by side.",
      );
    if (isLive)
      for (const [name, sentence] of missingToSell(env))
        refuse(name, `${name} ${sentence} (STRIPE_SECRET_KEY is a live key.)`);
  });

type Sold = typeof homely & { JOBS_SECRET?: string | undefined };

/** Without these a shop takes money and its buyers hear of nothing. */
function missingToSell(env: Sold): [string, string][] {
  const { APP_URL, SMTP_URL, MAIL_FROM, JOBS_SECRET } = env;
  const missing: [boolean, string, string][] = [
    [
      !APP_URL.startsWith("https:"),
      "APP_URL",
      "must begin https://: Stripe sends buyers back to it, and mails lead there.",
    ],
    [SMTP_URL === homely.SMTP_URL, "SMTP_URL", "is missing: buyers are mailed what they bought."],
    [MAIL_FROM === homely.MAIL_FROM, "MAIL_FROM", "is missing: the address that mails to buyers come from."],
    [
      !JOBS_SECRET,
      "JOBS_SECRET",
      "is missing: with it the worker has pages made anew. `openssl rand -base64 32` makes one.",
    ],
  ];
  return missing.flatMap(([isMissing, name, sentence]) => (isMissing ? [[name, sentence]] : []));
}
