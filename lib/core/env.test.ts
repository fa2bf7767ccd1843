import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { EnvError, parseEnv, variableNames } from "@/lib/core/env";

const whole = {
  DATABASE_URL: "postgres://user:password@host:5432/cartwright",
  AUTH_SECRET: "a".repeat(32),
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_1",
};

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

it("never repeats a secret in what it says", () => {
  expect(faultOf({ ...whole, STRIPE_SECRET_KEY: "hunter2hunter2" })).not.toContain("hunter2");
});

it("is told whole in .env.example, and nothing besides what chooses where `npm run shop` opens", () => {
  const example = readFileSync(".env.example", "utf8");
  const told = [...example.matchAll(/^([A-Z][A-Z_]+)=$/gm)].map(([, name]) => name);
  expect(told.toSorted()).toEqual([...variableNames, "PORT", "SHOP_DATA"].toSorted());
});

it("the shop asks Stripe for no more than an account may, but a server that stands in for it", () => {
  const fast = { ...whole, STRIPE_REQUESTS_PER_SECOND: "96" };
  expect(faultOf(fast)).toContain("STRIPE_REQUESTS_PER_SECOND");
  expect(faultOf({ ...fast, STRIPE_API_URL: "http://127.0.0.1:4242" })).toBe("");
});
