import { z } from "zod";

/** A variable that is missing or wrong; the message is a sentence that tells the cure. */
export class EnvError extends Error {}

const databaseUrlSchema = z.url({
  protocol: /^postgres(ql)?$/,
  error:
    "DATABASE_URL must be a Postgres URL such as postgres://user:password@host:5432/cartwright. `npm run shop` sets one for you.",
});

const meilisearchShape = {
  MEILI_URL: z
    .url({
      protocol: /^https?$/,
      error: "MEILI_URL must be the address of a Meilisearch, such as http://127.0.0.1:7700.",
    })
    .optional(),
  MEILI_KEY: z.string().optional(),
  MEILI_INDEX_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, "MEILI_INDEX_PREFIX may hold letters, digits, - and _.")
    .default("cartwright"),
};

const schema = z
  .object({
    ...meilisearchShape,
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    DATABASE_URL: databaseUrlSchema,
    DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(200).default(10),
    DATABASE_NAMED_STATEMENTS: z
      .enum(["on", "off"], { error: "DATABASE_NAMED_STATEMENTS must be on or off." })
      .default("on"),
    APP_URL: z
      .url({ error: "APP_URL must be the shop's public address, such as https://shop.example." })
      .default("http://localhost:3000"),
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
      .regex(/^(sk|rk)_(test|live)_/, "STRIPE_SECRET_KEY must begin sk_test_, sk_live_, rk_test_ or rk_live_."),
    STRIPE_WEBHOOK_SECRET: z
      .string({
        error:
          "STRIPE_WEBHOOK_SECRET is missing: Stripe shows it beside the webhook endpoint you create for /api/webhooks/stripe.",
      })
      .transform((text) => text.split(",").map((secret) => secret.trim()))
      .pipe(z.array(z.string().startsWith("whsec_", "STRIPE_WEBHOOK_SECRET must begin whsec_."))),
    STRIPE_ACCOUNT_ID: z.string().startsWith("acct_", "STRIPE_ACCOUNT_ID must begin acct_.").optional(),
    STRIPE_API_URL: z.url().optional(),
    STRIPE_CHECKOUT_ORIGIN: z.url().default("https://checkout.stripe.com"),
    STRIPE_REQUESTS_PER_SECOND: z.coerce.number().min(1).max(10_000).default(80),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: "SMTP_URL must be an SMTP URL such as smtp://user:password@host:587." })
      .default("smtp://127.0.0.1:1025"),
    MAIL_FROM: z.string().min(3).default("Cartwright <orders@cartwright.example>"),
    MEDIA_DIR: z.string().default(".shop/media"),
    REDIS_URL: z
      .url({ protocol: /^rediss?$/, error: "REDIS_URL must be a Redis URL such as redis://user:password@host:6379." })
      .optional(),
    UPSTASH_REDIS_REST_URL: z
      .url({ protocol: /^https?$/, error: "UPSTASH_REDIS_REST_URL must be the https:// address Upstash shows." })
      .optional(),
    UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
    API_REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000_000).default(600),
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    VERCEL: z.string().optional(),
    JOBS_SECRET: z.string().min(16, "JOBS_SECRET must have at least 16 characters.").optional(),
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  })
  .superRefine((env, context) => {
    if (env.STRIPE_API_URL && /_live_/.test(env.STRIPE_SECRET_KEY)) {
      context.addIssue({
        code: "custom",
        path: ["STRIPE_API_URL"],
        message: "STRIPE_API_URL points at a sandbox, but STRIPE_SECRET_KEY is a live key. Remove one of them.",
      });
    }
    if (env.STRIPE_REQUESTS_PER_SECOND > 95 && !env.STRIPE_API_URL) {
      context.addIssue({
        code: "custom",
        path: ["STRIPE_REQUESTS_PER_SECOND"],
        message:
          "STRIPE_REQUESTS_PER_SECOND is 95 at most: it is for all processes together, and Stripe allows an account 100.",
      });
    }
    if (!env.UPSTASH_REDIS_REST_URL !== !env.UPSTASH_REDIS_REST_TOKEN) {
      context.addIssue({
        code: "custom",
        path: ["UPSTASH_REDIS_REST_URL"],
        message:
          "UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN belong together: Upstash shows both side by side.",
      });
    }
  });

export type Env = z.infer<typeof schema>;

/** Every variable that is read here. */
export const variableNames = Object.keys(schema.shape);

/** Parses a set of variables. Throws EnvError with one sentence a fault. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(
    (issue) => `- ${issue.message.includes(String(issue.path[0])) ? "" : `${String(issue.path[0])}: `}${issue.message}`,
  );
  throw new EnvError(`The environment is not complete (see .env.example):\n${sentences.join("\n")}`);
}

let parsed: Env | undefined;

/** The environment, parsed once. Nothing else reads process.env. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The database's address alone, for the tools that need nothing else. */
export function databaseUrl(): string {
  const parsed = databaseUrlSchema.safeParse(process.env.DATABASE_URL);
  if (parsed.success) return parsed.data;
  throw new EnvError(parsed.error.issues[0]?.message);
}

export interface MeilisearchEnv {
  url: string;
  key?: string;
  /** Begins the names of the indexes. */
  prefix: string;
}

/** The Meilisearch that is configured, or null; by itself, for the tools that need nothing else. */
export function meilisearchEnv(): MeilisearchEnv | null {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const parsed = z.object(meilisearchShape).safeParse(given);
  if (!parsed.success) throw new EnvError(parsed.error.issues[0]?.message);
  const { MEILI_URL: url, MEILI_KEY: key, MEILI_INDEX_PREFIX: prefix } = parsed.data;
  return url ? { url, ...(key ? { key } : {}), prefix } : null;
}
