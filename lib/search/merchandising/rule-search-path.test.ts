import { expect, it } from "vitest";
import { requireMarket } from "@/lib/i18n/markets";
import { ruleSearchPath } from "./rule-search-path";

it("a rule is seen in its own language, in the market of who looks at it", () => {
  const market = requireMarket("en-GB");
  expect(ruleSearchPath({ query: "Tee & Kanne", language: "de" }, market)).toBe(
    "/de-GB/search?q=Tee%20%26%20Kanne&exact=1",
  );
  expect(ruleSearchPath({ query: "tea", language: null }, market)).toBe("/en-GB/search?q=tea&exact=1");
});
