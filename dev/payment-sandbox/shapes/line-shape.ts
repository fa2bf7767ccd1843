import type { Line, Session } from "../state/records.ts";

/** A line item as the API shows it. `unit_amount_decimal` is a string on the wire, so this is the wire's shape. */
export function lineShape(line: Line, session: Session) {
  const amount = line.unitAmount * line.quantity;
  const price = priceShape(line, session);
  products.set(price, productShape(line, session));
  return {
    id: line.id,
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: session.currency,
    description: line.name,
    metadata: line.metadata,
    price,
    quantity: line.quantity,
  };
}

/** The product behind a price just shown, for `expand[]=…price.product`. */
export function productOf(price: object): object | undefined {
  return products.get(price);
}

const products = new WeakMap<object, object>();

function priceShape(line: Line, session: Session) {
  return {
    id: line.priceId,
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created: session.created,
    currency: session.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: line.productId,
    recurring: null,
    tax_behavior: line.taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: line.unitAmount,
    unit_amount_decimal: String(line.unitAmount),
  };
}

function productShape(line: Line, session: Session) {
  return {
    id: line.productId,
    object: "product",
    active: false,
    attributes: [],
    created: session.created,
    default_price: null,
    description: line.description,
    images: line.images,
    livemode: false,
    marketing_features: [],
    metadata: line.productMetadata,
    name: line.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    type: "service",
    unit_label: null,
    updated: session.created,
    url: null,
  };
}
