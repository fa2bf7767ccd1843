import { z } from "zod";
import { amountMax } from "../../currencies.ts";
import {
  boolean,
  currency,
  email,
  expand,
  ignored,
  integer,
  metadata,
  shipping,
  text,
  unplayed,
  url,
} from "../param-types.ts";

const locales =
  "auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(
    " ",
  );

const taxBehavior = z.enum(["exclusive", "inclusive", "unspecified"]);
const unitAmount = integer(0, amountMax);

const priceData = z.strictObject({
  currency,
  unit_amount: unitAmount,
  unit_amount_decimal: unplayed,
  recurring: unplayed,
  product: unplayed,
  tax_behavior: taxBehavior.default("unspecified"),
  product_data: z.strictObject({
    name: text(250),
    description: text(40_000).optional(),
    images: z.array(url).max(8).default([]),
    metadata: metadata.default({}),
    tax_code: ignored,
    tax_details: ignored,
    unit_label: ignored,
  }),
});

const lineItem = z.strictObject({
  price_data: priceData,
  price: unplayed,
  quantity: integer(1, 999_999),
  metadata: metadata.default({}),
  adjustable_quantity: unplayed,
  tax_rates: unplayed,
});

const shippingOption = z.strictObject({
  shipping_rate: unplayed,
  shipping_rate_data: z.strictObject({
    display_name: text(100),
    type: z.literal("fixed_amount").default("fixed_amount"),
    fixed_amount: z.strictObject({ amount: unitAmount, currency, currency_options: unplayed }),
    tax_behavior: taxBehavior.default("unspecified"),
    metadata: metadata.default({}),
    delivery_estimate: ignored,
    tax_code: ignored,
  }),
});

const intentData = z.strictObject({
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).default("automatic_async"),
  description: text(1000).optional(),
  metadata: metadata.default({}),
  receipt_email: email.optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
  transfer_group: text().optional(),
  shipping: shipping.optional(),
  setup_future_usage: unplayed,
  application_fee_amount: unplayed,
  on_behalf_of: unplayed,
  transfer_data: unplayed,
});

export const createSessionParams = z.strictObject({
  mode: z.literal("payment"),
  line_items: z.array(lineItem).min(1).max(100),
  success_url: url,
  cancel_url: url.optional(),
  currency: currency.optional(),
  customer_email: email.optional(),
  client_reference_id: text(200).optional(),
  metadata: metadata.default({}),
  payment_intent_data: intentData.prefault({}),
  allowed_payment_method_types: z.array(text()).min(1).optional(),
  excluded_payment_method_types: z.array(text()).default([]),
  expires_at: integer().optional(),
  locale: z.enum(locales).optional(),
  shipping_options: z.array(shippingOption).max(5).default([]),
  automatic_tax: z
    .strictObject({ enabled: boolean, liability: ignored })
    .refine(({ enabled }) => !enabled, "The payment sandbox does not compute tax: send `automatic_tax[enabled]=false`.")
    .optional(),
  adaptive_pricing: z
    .strictObject({ enabled: boolean })
    .refine(({ enabled }) => !enabled, "The payment sandbox does not convert: send `adaptive_pricing[enabled]=false`.")
    .optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay"]).optional(),
  ui_mode: z.literal("hosted_page").optional(),
  expand,

  after_expiration: ignored,
  billing_address_collection: ignored,
  branding_settings: ignored,
  custom_text: ignored,
  customer_creation: ignored,
  integration_identifier: ignored,
  invoice_creation: ignored,
  name_collection: ignored,
  origin_context: ignored,
  payment_method_collection: ignored,
  payment_method_configuration: ignored,
  payment_method_data: ignored,
  payment_method_options: ignored,
  permissions: ignored,
  phone_number_collection: ignored,
  saved_payment_method_options: ignored,
  tax_id_collection: ignored,
  wallet_options: ignored,

  allow_promotion_codes: unplayed,
  consent_collection: unplayed,
  custom_fields: unplayed,
  customer: unplayed,
  customer_account: unplayed,
  customer_update: unplayed,
  discounts: unplayed,
  managed_payments: unplayed,
  optional_items: unplayed,
  redirect_on_completion: unplayed,
  return_url: unplayed,
  setup_intent_data: unplayed,
  shipping_address_collection: unplayed,
  subscription_data: unplayed,
});

export type CreateSessionParams = z.output<typeof createSessionParams>;
