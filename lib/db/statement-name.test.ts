import { expect, it } from "vitest";
import { statementName } from "./statement-name";

it("gives a statement a name that is the same each time, and another's to another", () => {
  const name = statementName("select 1 from cart_line where customer_id = $1");
  expect(name).toMatch(/^[\w-]{43}$/);
  expect(statementName("select 1 from cart_line where customer_id = $1")).toBe(name);
  expect(statementName("select 2 from cart_line where customer_id = $1")).not.toBe(name);
});

it("leaves without one what is planned best for what is asked for, and lists of any length", () => {
  expect(statementName("select 1 from catalog_text where document @@ $1::tsquery")).toBe("");
  expect(statementName("select 1 from cart_line where variant_id IN ($1,$2)")).toBe("");
  expect(statementName("insert into cart_line values ($1, $2), ($3, $4)")).toBe("");
});

it("names a search's statement that says it is planned once, at its beginning only", () => {
  expect(statementName("/* planned once */ select 1 from catalog_text where product_id = $1")).not.toBe("");
  expect(statementName("select 1 from catalog_text where title = '/* planned once */'")).toBe("");
});
