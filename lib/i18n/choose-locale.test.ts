import { describe, expect, test } from "vitest";
import { chooseLocale } from "./choose-locale";

describe("the market of a browser", () => {
  test.each([
    ["", "en-US"],
    ["de", "de-DE"],
    ["ja", "ja-JP"],
    ["en-CA,en;q=0.9", "en-US"],
    ["en-GB", "en-GB"],
    ["de-AT,de;q=0.9,en;q=0.8", "de-DE"],
    ["fr-DE,fr;q=0.9", "en-DE"],
    ["fr;q=0.9,ja;q=0.5", "ja-JP"],
    ["en;q=0.5,de;q=0.8", "de-DE"],
    ["de;q=0,en-GB", "en-GB"],
    ["ja-US", "ja-US"],
    ["zh-Hant-JP", "en-JP"],
    ["*", "en-US"],
    [";;;q=9,,--,en-\u0000", "en-US"],
    ["x".repeat(10_000), "en-US"],
  ])("%s → %s", (header, locale) => {
    expect(chooseLocale(header)).toBe(locale);
  });
});
