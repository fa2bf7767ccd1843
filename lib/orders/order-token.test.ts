import { expect, it } from "vitest";
import { signToken, verifyToken } from "@/lib/auth/signed-token";
import { newId, shortId } from "@/lib/core/ids";
import { orderToken, readOrderToken } from "./order-token";

const secret = "a secret of the tests, long enough to be one";
const order = { customerId: newId(), orderId: newId() };
const token = orderToken(order, secret);
const [payload = "", signature = ""] = token.split(".");

it("leads to its order", () => {
  expect(readOrderToken(token, secret)).toEqual(order);
});

it.each([
  ["of another order", `${payload.slice(0, 22)}${shortId(newId())}.${signature}`],
  [
    "with one letter of the signature changed",
    `${payload}.${signature.slice(0, -1)}${signature.endsWith("A") ? "B" : "A"}`,
  ],
  ["with part of the signature", `${payload}.${signature.slice(0, -1)}`],
  ["without a signature", payload],
  ["with an empty one", `${payload}.`],
  ["for another purpose", signToken("news", payload, secret)],
  ["with another secret", orderToken(order, `${secret}!`)],
  ["of something that is no order", signToken("order", shortId(order.orderId), secret)],
  ["of no letters of an id", signToken("order", "0".repeat(44), secret)],
  ["of a novel", signToken("order", "1".repeat(600), secret)],
  ["that is empty", ""],
])("a link %s leads nowhere", (_, link) => {
  expect(readOrderToken(link, secret)).toBeNull();
});

it("of one purpose is no other's, even where purpose and payload read the same together", () => {
  const joined = signToken("order", "s1", secret).split(".")[1];
  expect(verifyToken("orders", `1.${joined}`, secret)).toBeNull();
});
