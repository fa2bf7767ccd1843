import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { AddedNote } from "./added-note";

const noteOf = (error: string | null, inCart: boolean) =>
  renderToStaticMarkup(
    <AddedNote
      error={error}
      href="/en-US/cart"
      inCart={inCart}
      labels={{ added: "Added", viewCart: "View cart" }}
      shown
      title="A lamp"
    />,
  );

it("leads to the cart that took fewer than were asked for, and says so", () => {
  const note = noteOf("Your cart holds all you can buy of this.", true);
  expect(note).toContain("Your cart holds all you can buy of this.");
  expect(note).toContain('href="/en-US/cart"');
});

it("leads to no cart where nothing came to be in it", () => {
  expect(noteOf("Sorry, this was just sold out.", false)).not.toContain("href");
});
