import { expect, it } from "vitest";
import { partsOf } from "./crossed-words";

const crossed = (text: string, dropped: string[]): string =>
  partsOf(text, dropped)
    .map(({ part, out }) => (out ? `[${part}]` : part))
    .join("");

it.each([
  ["Unicorn headphones", ["unicorn"], "[Unicorn] headphones"],
  ["a red red teapot", ["red", "red"], "a [red] [red] teapot"],
  ["紫のティーポット", ["紫"], "[紫]のティーポット"],
  ["ﾍｯﾄﾞﾎﾝ 虹", ["虹"], "ヘッドホン [虹]"],
  ["men's kilt", ["mens"], "men's kilt"],
  ["teapot", [], "teapot"],
])("crosses out %s", (text, dropped, shown) => {
  expect(crossed(text, dropped)).toBe(shown);
});
