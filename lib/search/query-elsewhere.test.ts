import { expect, it } from "vitest";
import { queryElsewhere } from "./query-elsewhere";

it.each([
  ["", false, ""],
  ["?q=tea&price=10-20", true, "?q=tea&price=10-20"],
  ["?q=tea%20pot&f=color:sage", false, "?q=tea%20pot&f=color:sage"],
  [
    "?q=tea+pot&category=kitchen/tea&f=color:sage&price=10-20&stock=1&page=3",
    false,
    "?q=tea+pot&category=kitchen/tea&f=color:sage&stock=1",
  ],
  ["?price=-20", false, ""],
  ["?price=10&price=20&sort=newest", false, "?sort=newest"],
])("%s in a market of the same money (%s) is %s", (search, sameMoney, elsewhere) => {
  expect(queryElsewhere(search, { sameMoney })).toBe(elsewhere);
});
