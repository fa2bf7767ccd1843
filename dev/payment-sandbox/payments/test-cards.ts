/** The cards Stripe's test mode knows, as far as they are played here, and what each does. */
export type Behaviour =
  | { does: "pay" }
  | { does: "pay-then-dispute" }
  | { does: "challenge" }
  | { does: "decline"; code: string; declineCode: string | null; param: string | null; message: string };

export interface TestCard {
  number: string;
  brand: "visa" | "mastercard" | "amex" | "jcb";
  behaviour: Behaviour;
  note: string;
  /** The ready-made payment method that stands for this card in API calls. */
  token: string | null;
}

const decline = (declineCode: string, message: string): Behaviour => ({
  does: "decline",
  code: "card_declined",
  declineCode,
  param: null,
  message,
});

export const testCards: readonly TestCard[] = [
  { number: "4242424242424242", brand: "visa", behaviour: { does: "pay" }, note: "Pays", token: "pm_card_visa" },
  {
    number: "5555555555554444",
    brand: "mastercard",
    behaviour: { does: "pay" },
    note: "Pays",
    token: "pm_card_mastercard",
  },
  { number: "378282246310005", brand: "amex", behaviour: { does: "pay" }, note: "Pays", token: "pm_card_amex" },
  { number: "3566002020360505", brand: "jcb", behaviour: { does: "pay" }, note: "Pays", token: "pm_card_jcb" },
  {
    number: "4000002500003155",
    brand: "visa",
    behaviour: { does: "challenge" },
    note: "Asks for 3-D Secure",
    token: "pm_card_authenticationRequiredOnSetup",
  },
  {
    number: "4000002760003184",
    brand: "visa",
    behaviour: { does: "challenge" },
    note: "Asks for 3-D Secure, always",
    token: "pm_card_authenticationRequired",
  },
  {
    number: "4000000000000002",
    brand: "visa",
    behaviour: decline("generic_decline", "Your card was declined."),
    note: "Declined",
    token: "pm_card_chargeDeclined",
  },
  {
    number: "4000000000009995",
    brand: "visa",
    behaviour: decline("insufficient_funds", "Your card has insufficient funds."),
    note: "Declined: insufficient funds",
    token: "pm_card_chargeDeclinedInsufficientFunds",
  },
  {
    number: "4000000000000069",
    brand: "visa",
    behaviour: {
      does: "decline",
      code: "expired_card",
      declineCode: "expired_card",
      param: "exp_month",
      message: "Your card has expired.",
    },
    note: "Declined: expired",
    token: "pm_card_chargeDeclinedExpiredCard",
  },
  {
    number: "4000000000000127",
    brand: "visa",
    behaviour: {
      does: "decline",
      code: "incorrect_cvc",
      declineCode: "incorrect_cvc",
      param: "cvc",
      message: "Your card's security code is incorrect.",
    },
    note: "Declined: wrong CVC",
    token: "pm_card_chargeDeclinedIncorrectCvc",
  },
  {
    number: "4000000000000119",
    brand: "visa",
    behaviour: {
      does: "decline",
      code: "processing_error",
      declineCode: "processing_error",
      param: null,
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
    note: "Declined: processing error",
    token: "pm_card_chargeDeclinedProcessingError",
  },
  {
    number: "4000000000000259",
    brand: "visa",
    behaviour: { does: "pay-then-dispute" },
    note: "Pays, then is disputed",
    token: "pm_card_createDispute",
  },
];

export const challengeFailed: Extract<Behaviour, { does: "decline" }> = {
  does: "decline",
  code: "payment_intent_authentication_failure",
  declineCode: null,
  param: null,
  message: "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};

/** A number that isn't a test card is refused as Stripe's test mode refuses it: a real card must never work here. */
export const notATestCard: Extract<Behaviour, { does: "decline" }> = {
  does: "decline",
  code: "card_declined",
  declineCode: "test_mode_live_card",
  param: null,
  message: "Your card was declined. Your request was in test mode, but used a non test card.",
};

export function findTestCard(number: string): TestCard | null {
  return testCards.find((card) => card.number === number) ?? null;
}

export function findTestToken(token: string): TestCard | null {
  return testCards.find((card) => card.token === token) ?? null;
}
