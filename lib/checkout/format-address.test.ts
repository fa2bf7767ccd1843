import { expect, test } from "vitest";
import { formatAddress } from "./format-address";

const japanese = {
  name: "山田花子",
  line1: "1-2-3 青山ビル 401",
  city: "渋谷区",
  state: "13",
  postalCode: "150-0001",
  country: "JP",
};

test("an address is written as its country writes it", () => {
  expect(
    formatAddress(
      {
        name: "Mara",
        line1: "2450 Harrison St",
        line2: "Apt 4",
        city: "San Francisco",
        state: "CA",
        postalCode: "94110",
        country: "US",
      },
      "en",
    ),
  ).toEqual(["Mara", "2450 Harrison St", "Apt 4", "San Francisco, CA 94110", "United States"]);
  expect(
    formatAddress({ name: "Mara", line1: "Torstr. 1", city: "Berlin", postalCode: "10119", country: "DE" }, "de"),
  ).toEqual(["Mara", "Torstr. 1", "10119 Berlin", "Deutschland"]);
  expect(
    formatAddress(
      { name: "Osier", line1: "Rua do Almada 214", city: "Porto", postalCode: "4050-032", country: "PT" },
      "en",
    ),
  ).toEqual(["Osier", "Rua do Almada 214", "4050-032 Porto", "Portugal"]);
  expect(formatAddress(japanese, "ja")).toEqual(["〒150-0001", "東京都渋谷区1-2-3 青山ビル 401", "山田花子", "日本"]);
  expect(formatAddress(japanese, "en")).toContain("渋谷区, Tokyo 150-0001");
});
