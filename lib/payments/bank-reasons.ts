import { z } from "zod";

/** Why a bank questions a payment, of what Stripe names. */
export const disputeReasonSchema = z
  .enum([
    "credit_not_processed",
    "duplicate",
    "fraudulent",
    "product_not_received",
    "product_unacceptable",
    "unrecognized",
    "other",
  ])
  .catch("other");

/** What a card's bank reports, of what Stripe names. */
export const fraudTypeSchema = z
  .enum([
    "card_never_received",
    "fraudulent_card_application",
    "made_with_counterfeit_card",
    "made_with_lost_card",
    "made_with_stolen_card",
    "misc",
    "unauthorized_use_of_card",
  ])
  .catch("misc");
