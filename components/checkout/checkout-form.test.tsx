import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { CheckoutForm, type CheckoutLabels } from "./checkout-form";
import { untouched } from "./checkout-form-state";
import type { Summary } from "./summary";

const credit = { amount: 0, problem: null, applied: null, use: null };
const totals = { rows: [], total: { label: "", value: "" }, note: null, after: [] };
const first: Summary = {
  ...{ count: "", lines: [], totals, methods: [], chosen: "standard", totalAmount: 0, goods: "" },
  ...{ shipsFrom: null, credit, tooLow: null, pay: "" },
};
const texts = { where: "", how: "", order: "", choose: "", moreFields: "More", paying: "", note: "", toCart: "" };
const labels: CheckoutLabels = {
  ...{ ...texts, toOrder: "", was: "", added: "", gone: "" },
  credit: { title: "", code: "", hint: "" },
};

/** What the fold of a checkout says that comes back from a page that was sent without script. */
function foldWith(line2: string): string {
  const html = renderToStaticMarkup(
    <CheckoutForm
      submitCheckout={async (before) => before}
      requote={async () => null}
      locale="en-US"
      idempotencyKey="key"
      first={first}
      kept={{ ...untouched, values: { line2 } }}
      shown={[]}
      folded={{
        name: "line2",
        label: "Suite",
        type: "text",
        autoComplete: "address-line2",
        maxLength: 160,
        columns: 6,
      }}
      labels={labels}
      country={null}
    />,
  );
  return /<summary[^>]*>(.*?)<\/summary>/.exec(html)?.[1] ?? "";
}

it("what is sent back in the folded field is told on its fold, for when it is folded again", () => {
  expect(foldWith("Apt 4")).toContain("Apt 4");
  expect(foldWith("")).toContain("More</span>");
  expect(foldWith("")).not.toContain("Apt");
});
