import { expect, test } from "vitest";
import { html } from "./html";

test("what is put in is escaped, what was built is not, and nothing is nothing", () => {
  const inner = html`<b>${"<i>"}</b>`;
  expect(html`<p title="${'"a"'}">${inner}${null}${[inner, inner]}${3}</p>`.markup).toBe(
    '<p title="&quot;a&quot;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b><b>&lt;i&gt;</b>3</p>',
  );
});
