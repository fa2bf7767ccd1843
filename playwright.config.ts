import { defineConfig, devices } from "@playwright/test";

/**
 * Journeys through an open shop: the one that `npm test` opens for them, or any at SHOP_URL (with its inbox at
 * MAIL_URL), by default the one on port 3000.
 */
export default defineConfig<{ market: "en-US" | "ja-JP" }>({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    baseURL: process.env.SHOP_URL || "http://localhost:3000",
    // Recording takes a part of every journey: where a failed one is run again, that one is recorded.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROME_PATH && { executablePath: process.env.CHROME_PATH }),
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    },
  },
  projects: [
    { name: "desktop en-US", use: { ...desktop(), market: "en-US", locale: "en-US" } },
    // Headers and redirects are the same on every screen; the desk, and every corner of every page, are seen in one market
    // of each size; and what needs no second market, or would disturb it, is walked once.
    {
      name: "desktop ja-JP",
      testIgnore: /accessible|admin|once|policy/,
      use: { ...desktop(), market: "ja-JP", locale: "ja-JP" },
    },
    {
      name: "phone en-US",
      testIgnore: /accessible|admin|once|pages|policy|without-script/,
      use: { ...phone(), market: "en-US", locale: "en-US" },
    },
    {
      name: "phone ja-JP",
      testIgnore: /once|pages|without-script/,
      use: { ...phone(), market: "ja-JP", locale: "ja-JP" },
    },
  ],
});

function desktop() {
  return { ...devices["Desktop Chrome"], viewport: { width: 1320, height: 900 } };
}

function phone() {
  // What is looked at is layout: a picture of two and a half times as many dots each way takes longer and shows no more of it.
  return { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 };
}
