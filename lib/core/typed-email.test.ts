import { expect, test } from "vitest";
import { plainEmail } from "./typed-email";

test.each([
  ["spaces and capitals", "  Mara@Example.COM\n"],
  ["full width", "ｍａｒａ＠ｅｘａｍｐｌｅ．ｃｏｍ"],
  ["marks of direction, copied from contacts", "\u202amara@example.com\u202c"],
  ["what has no width", "\ufeffmara\u200b@example.com\u00ad"],
])("an address is the same however it came: %s", (_, typed) => {
  expect(plainEmail(typed)).toBe("mara@example.com");
});
