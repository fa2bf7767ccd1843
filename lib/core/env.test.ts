import { readFileSync } from "node:fs";
import { afterEach, expect, it, vi } from "vitest";
import { databaseUrl, EnvError, mediaDir, parseEnv, variableNames } from "@/lib/core/env";

const whole = {
  DATABASE_URL: "postgres://user:password@host:5432/cartwright",
  AUTH_SECRET: "a".repeat(32),
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1",
};

afterEach(() => vi.unstubAllEnvs());

const faultOf = (variables: Record<string, string>): string => {
  try {
    parseEnv(variables);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
  }
  return "";
};

it("takes the few that must be there and knows the rest", () => {
  expect(parseEnv(whole)).toMatchObject({
    NODE_ENV: "production",
    DATABASE_POOL_MAX: 10,
    APP_URL: "http://localhost:3000",
  });
});

it("says every fault at once, by name and with its cure", () => {
  const said = faultOf({ DATABASE_URL: "mysql://x", AUTH_SECRET: "short", STRIPE_SECRET_KEY: "" });
  for (const name of ["DATABASE_URL", "AUTH_SECRET", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"])
    expect(said).toContain(name);
  expect(said).toContain("openssl rand -base64 48");
  expect(said).not.toContain("short\n");
});

it("takes an empty variable for one that is not set", () => {
  expect(parseEnv({ ...whole, APP_URL: "", LOG_LEVEL: "" })).toMatchObject({
    APP_URL: "http://localhost:3000",
    LOG_LEVEL: "info",
  });
});

it("takes more than one webhook secret, as while Stripe's is rolled, and each has to be one", () => {
  const rolled = { ...whole, STRIPE_WEBHOOK_SECRET: "whsec_new, whsec_old" };
  expect(parseEnv(rolled).STRIPE_WEBHOOK_SECRET).toEqual(["whsec_new", "whsec_old"]);
  expect(faultOf({ ...rolled, STRIPE_WEBHOOK_SECRET: "whsec_new,hunter2" })).toContain("STRIPE_WEBHOOK_SECRET");
});

it("never sends a live key to a sandbox", () => {
  expect(faultOf({ ...whole, STRIPE_SECRET_KEY: "sk_live_1", STRIPE_API_URL: "http://127.0.0.1:4242" })).toContain(
    "live key",
  );
});

it("reads no blanks around a value, and a value of nothing else as not set, but for what signs", () => {
  const padded = { ...whole, STRIPE_SECRET_KEY: " sk_test_1\n", API_REQUESTS_PER_MINUTE: "  ", LOG_LEVEL: " warn\r\n" };
  const signing = `${"a".repeat(32)}\n`;
  expect(parseEnv({ ...padded, AUTH_SECRET: signing })).toMatchObject({
    STRIPE_SECRET_KEY: "sk_test_1",
    API_REQUESTS_PER_MINUTE: 600,
    LOG_LEVEL: "warn",
    AUTH_SECRET: signing,
  });
  expect(faultOf({ ...whole, AUTH_SECRET: " ".repeat(40) })).toContain("AUTH_SECRET is missing");
});

it("names what stands in quotes, once", () => {
  const said = faultOf({ ...whole, APP_URL: '"https://shop.example"', MAIL_FROM: "'Shop <a@shop.example>'" });
  expect(said.match(/^- (\w+) stands in quotes/gm)).toHaveLength(2);
  expect(said.match(/APP_URL|MAIL_FROM/g)).toHaveLength(2);
});

it.each([
  ["APP_URL", "localhost:3000", "must be the shop's public address"],
  ["APP_URL", "https://shop.example/store", "without a path"],
  ["STRIPE_API_URL", "localhost:4242", "must be the address"],
  ["STRIPE_CHECKOUT_ORIGIN", "pay.shop.example", "must be an address"],
  ["STRIPE_SECRET_KEY", "sk_test_1 sk_test_2", "have no blanks"],
  ["DATABASE_URL", "postgres://cartwright:pass#word@host/shop", "%23"],
  ["DATABASE_POOL_MAX", "ten", "must be a whole number from 1 to 200."],
  ["TRUSTED_PROXIES", "-1", "must be a whole number from 0 to 10."],
  ["STRIPE_REQUESTS_PER_SECOND", "1e3", "must be a whole number"],
  ["NODE_ENV", "prod", "must be production, development or test"],
  ["LOG_LEVEL", "verbose", "must be trace, debug"],
  ["REDIS_URL", "redis://", "must be a Redis URL"],
  ["SMTP_URL", "smtp:///mail", "must be an SMTP URL"],
  ["MAIL_FROM", "orders", "must be an address"],
  ["MAIL_FROM", "Shop, Inc. <orders@shop.example>", "must be an address"],
  ["MAIL_FROM", "a@shop.example, b@shop.example", "must be an address"],
])("says of %s=%s that it %s", (name, value, sentence) => {
  expect(faultOf({ ...whole, [name]: value })).toMatch(
    new RegExp(`^- ${name}[^\\n]*${sentence.replaceAll(".", "\\.")}`, "m"),
  );
});

it("takes whom mail comes from with a name or without, and an address with a slash behind it", () => {
  for (const from of ["a@shop.example", "Käthes Laden <a@shop.example>", '"Shop, Inc." <a@shop.example>'])
    expect(parseEnv({ ...whole, MAIL_FROM: from }).MAIL_FROM).toBe(from);
  expect(parseEnv({ ...whole, APP_URL: "https://shop.example/" }).APP_URL).toBe("https://shop.example");
});

it("a shop that takes real money says where it is, who mails, and how its worker tells the app", () => {
  const live = { ...whole, STRIPE_SECRET_KEY: "sk_live_1" };
  const said = faultOf(live);
  for (const name of ["APP_URL", "SMTP_URL", "MAIL_FROM", "JOBS_SECRET"])
    expect(said).toMatch(new RegExp(`^- ${name} `, "m"));
  const sold = {
    APP_URL: "https://shop.example",
    SMTP_URL: "smtp://mail:25",
    MAIL_FROM: "a@shop.example",
    JOBS_SECRET: "j".repeat(16),
  };
  expect(faultOf({ ...live, ...sold })).toBe("");
});

it("a tool that wants one variable says the same of it", () => {
  vi.stubEnv("DATABASE_URL", ` ${whole.DATABASE_URL}\n`);
  expect(databaseUrl()).toBe(whole.DATABASE_URL);
  vi.stubEnv("DATABASE_URL", `"${whole.DATABASE_URL}"`);
  expect(databaseUrl).toThrow("DATABASE_URL stands in quotes");
  vi.stubEnv("MEDIA_DIR", " /pictures\n");
  expect([mediaDir(), parseEnv({ ...whole, MEDIA_DIR: " /pictures\n" }).MEDIA_DIR]).toEqual(["/pictures", "/pictures"]);
  vi.stubEnv("MEDIA_DIR", " ");
  expect(mediaDir()).toBe(parseEnv(whole).MEDIA_DIR);
});

it("never repeats a secret in what it says", () => {
  expect(faultOf({ ...whole, STRIPE_SECRET_KEY: "hunter2hunter2" })).not.toContain("hunter2");
});

it("is told whole in .env.example, and nothing besides what Next reads and what chooses where `npm run shop` opens", () => {
  const example = readFileSync(".env.example", "utf8");
  const told = [...example.matchAll(/^([A-Z][A-Z_]+)=$/gm)].map(([, name]) => name);
  expect(told.toSorted()).toEqual(
    [...variableNames, "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", "PORT", "SHOP_DATA"].toSorted(),
  );
});

it("has its defaults told in .env.example as they are", () => {
  const blocks = readFileSync(".env.example", "utf8").matchAll(/((?:^#.*\n)+)([A-Z][A-Z_]+)=$/gm);
  const told = new Map([...blocks].map(([, comment = "", name = ""]) => [name, comment.replaceAll("\n#", "")]));
  const defaults = Object.entries(parseEnv(whole)).filter(([name]) => !(name in whole));
  expect(defaults.filter(([name, value]) => !told.get(name)?.includes(String(value)))).toEqual([]);
});

it("takes a time zone by its name, and no other word nor an offset", () => {
  for (const name of ["Asia/Tokyo", "Europe/Berlin", "UTC", "Asia/Calcutta"])
    expect(parseEnv({ ...whole, SHOP_TIME_ZONE: name }).SHOP_TIME_ZONE).toBe(name);
  expect(parseEnv(whole).SHOP_TIME_ZONE).toBe("UTC");
  for (const name of ["Tokyo", "Mars/Olympus", "+09:00"])
    expect(faultOf({ ...whole, SHOP_TIME_ZONE: name })).toContain("SHOP_TIME_ZONE must be an IANA time zone");
});

it("the shop asks Stripe for no more than an account may, but a server that stands in for it", () => {
  const fast = { ...whole, STRIPE_REQUESTS_PER_SECOND: "96" };
  expect(faultOf(fast)).toContain("STRIPE_REQUESTS_PER_SECOND");
  expect(faultOf({ ...fast, STRIPE_API_URL: "http://127.0.0.1:4242" })).toBe("");
});
