/** Why an order does not come about, for the shopper to be told. */
export type PlaceOrderError =
  | { code: "cart_empty" }
  /** It came about when it was sent before, with another address, mail address or way to ship than now. */
  | { code: "placed_before"; customerId: string; orderId: string }
  /** Other things, or another number of them, than the shopper saw, though they cost as much. */
  | { code: "cart_changed" }
  /** A line cannot be bought as it stands: the cart says which and why. */
  | { code: "cart_problem" }
  | { code: "out_of_stock"; productId: string; variantId: string }
  /** This customer may not have so many of it, earlier orders counted. */
  | { code: "limit_reached"; productId: string; variantId: string; max: number }
  /** It is sold through a waiting room, and this shopper was not called, or too long ago. */
  | { code: "not_admitted"; productId: string }
  /** Something leaves later than the shopper was told. */
  | { code: "ships_later" }
  /** Not what the shopper saw: the new total, to be agreed to. */
  | { code: "total_changed"; totalAmount: number }
  /** The card is unknown, empty, expired or of another currency. */
  | { code: "gift_card_refused" }
  /** Gift card or store credit pay another part of it than the shopper saw. */
  | { code: "credit_changed" }
  | { code: "total_too_high" }
  /** What is left to pay is less than any payment may be. */
  | { code: "total_too_low"; least: number }
  | { code: "no_shipping" };

/** Unwinds the transaction with an answer for the shopper. */
export class Refusal extends Error {
  constructor(readonly reason: PlaceOrderError) {
    super(reason.code);
  }
}
