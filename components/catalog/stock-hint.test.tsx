import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { StockHint } from "./stock-hint";

const labels = {
  ...{ soldOutText: "Sold out.", soldOutChoice: "Sold out, another may be here." },
  ...{ shipsFrom: "Ships from {day}", onlyLeft: ["", "Only 1 left"], inStock: "In stock", limit: "At most {max}" },
};
const hintOf = (free: number | null, elsewhere: boolean) =>
  renderToStaticMarkup(
    <StockHint
      variant={{ free, shipsFrom: null, perCustomerMax: null }}
      elsewhere={elsewhere}
      locale="en-US"
      labels={labels}
    />,
  );

it("speaks of another choice only where there is one", () => {
  expect(hintOf(0, true)).toContain("Sold out, another may be here.");
  expect(hintOf(0, false)).toContain(">Sold out.<");
});

it("says how few are left, and nothing until it knows", () => {
  expect(hintOf(1, false)).toContain("Only 1 left");
  expect(hintOf(7, false)).toContain("In stock");
  expect(hintOf(null, false)).toMatch(/><\/p>$/);
});
