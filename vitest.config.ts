import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${root}/` },
      { find: "server-only", replacement: path.join(root, "dev/testing/empty.ts") },
    ],
  },
  test: {
    include: ["{app,components,lib,dev,messages,bench}/**/*.test.{ts,tsx}", "*.test.ts"],
    // The drill's planted bugs take minutes of mostly waiting: three are a stage of their own, `npm run drill:planted` runs all.
    exclude: ["**/node_modules/**", "**/.next*/**", "e2e/**", "dev/drill/**"],
    globalSetup: "dev/testing/server.ts",
    pool: "forks",
    // Each file has its own database on one server: more workers than this only wait for each other on two cores.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: {
      NODE_ENV: "test",
      DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/none",
      AUTH_SECRET: "a secret for tests, and for tests only",
      JOBS_SECRET: "a secret for tests, and for tests only",
      STRIPE_SECRET_KEY: "sk_test_vitest",
      STRIPE_WEBHOOK_SECRET: "whsec_vitest",
      LOG_LEVEL: "silent",
    },
  },
});
