import { beforeAll, describe, expect, test, vi } from "vitest";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/x");
  vi.stubEnv("AUTH_SECRET", "0123456789abcdef0123456789abcdef");
  vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_x");
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", "whsec_x");
  vi.stubEnv("APP_URL", "https://shop.example");
});

describe("the page in other markets", () => {
  test("names every market once, and a default", async () => {
    const { alternates } = await import("./alternates");
    const { canonical, languages } = alternates("de-DE", { en: "/c/audio", de: "/c/audio-de", ja: "/c/オーディオ" });
    expect(canonical).toBe("https://shop.example/de-DE/c/audio-de");
    expect(Object.keys(languages ?? {})).toHaveLength(13);
    expect(languages).toMatchObject({
      "ja-US": "https://shop.example/ja-US/c/%E3%82%AA%E3%83%BC%E3%83%87%E3%82%A3%E3%82%AA",
      "x-default": "https://shop.example/en-US/c/audio",
    });
  });

  test("leaves out a language that has no such page", async () => {
    const { alternates } = await import("./alternates");
    const { languages } = alternates("ja-JP", { ja: "/p/x" });
    expect(Object.keys(languages ?? {})).toEqual(["ja-US", "ja-GB", "ja-DE", "ja-JP"]);
  });
});
