import type { Sandbox } from "../sandbox.ts";
import { balanceShape } from "../shapes/balance-shape.ts";
import { chargeShape } from "../shapes/charge-shape.ts";
import { intentShape } from "../shapes/intent-shape.ts";
import { lineShape, productOf } from "../shapes/line-shape.ts";
import { refundShape } from "../shapes/refund-shape.ts";
import type { Method } from "../state/records.ts";
import { invalidRequest } from "./api-error.ts";
import { listShape } from "./list-page.ts";

type Shape = { [key: string]: unknown };
const depthMax = 4;
const linesShown = 10;

/** Follows every `expand[]` path of a call through the answer, `data.` meaning each of a list. */
export function expandShape<T extends object>(sandbox: Sandbox, answer: T, paths: readonly string[] | undefined): T {
  if (!paths || paths.length === 0) return answer;
  const shape: Shape = Object.fromEntries(Object.entries(answer));
  for (const path of paths) {
    const steps = path.split(".");
    const depth = steps.filter((step) => step !== "data").length;
    if (depth > depthMax)
      throw invalidRequest({ message: `You cannot expand more than ${depthMax} levels of a property.` });
    follow(sandbox, shape, steps, path);
  }
  return Object.assign(answer, shape);
}

function follow(sandbox: Sandbox, shape: Shape, steps: readonly string[], path: string): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (step === "data" && Array.isArray(shape.data)) {
    for (const item of shape.data) if (isShape(item)) follow(sandbox, item, rest, path);
    return;
  }
  const expanded = expandOne(sandbox, shape, step);
  if (expanded === undefined) {
    throw invalidRequest({ code: "property_not_expandable", message: `This property cannot be expanded (${path}).` });
  }
  shape[step] = expanded;
  if (isShape(expanded)) follow(sandbox, expanded, rest, path);
}

/** The object in place of the id; undefined where there is nothing to expand. */
function expandOne(sandbox: Sandbox, shape: Shape, name: string): unknown {
  // An event holds a snapshot, which nothing may fill in afterwards.
  if (shape.object === "event") return undefined;
  const value = shape[name];
  if (isShape(value)) return value;
  const { store, url } = sandbox;
  const owner = typeof shape.id === "string" ? shape.id : "";
  const session = shape.object === "checkout.session" ? store.sessions.get(owner) : null;
  if (session && name === "line_items") {
    const lines = session.lines.slice(0, linesShown).map((line) => lineShape(line, session));
    return listShape(`/v1/checkout/sessions/${owner}/line_items`, lines, session.lines.length > linesShown);
  }
  if (shape.object === "charge" && name === "refunds") {
    const refunds = store.refunds
      .idsBy("charge", owner)
      .reverse()
      .flatMap((id) => store.refunds.get(id) ?? []);
    return listShape(`/v1/charges/${owner}/refunds`, refunds.map(refundShape), false);
  }
  if (value === null && name in expandable) return null;
  if (typeof value !== "string") return undefined;
  return expandable[name]?.(sandbox, value, shape, url);
}

const expandable: Record<string, (sandbox: Sandbox, id: string, shape: Shape, url: string) => unknown> = {
  payment_intent: ({ store }, id) => shaped(store.intents.get(id), intentShape),
  latest_charge: ({ store }, id, _shape, url) => shaped(store.charges.get(id), (charge) => chargeShape(charge, url)),
  charge: ({ store }, id, _shape, url) => shaped(store.charges.get(id), (charge) => chargeShape(charge, url)),
  balance_transaction: ({ store }, id) => shaped(store.balance.get(id), balanceShape),
  payment_method: ({ store }, id, shape) => {
    const owner = typeof shape.id === "string" ? shape.id : "";
    const held = store.intents.get(owner) ?? store.charges.get(owner);
    if (held?.method?.id !== id) return undefined;
    const { method } = held;
    const detail = detailOf(method);
    return {
      id,
      object: "payment_method",
      type: method.type,
      livemode: false,
      metadata: {},
      customer: null,
      ...detail,
    };
  },
  source: ({ store }, id, _shape, url) => {
    const refund = store.refunds.get(id);
    return refund ? refundShape(refund) : shaped(store.charges.get(id), (charge) => chargeShape(charge, url));
  },
  product: (_sandbox, _id, shape) => productOf(shape),
};

function detailOf(method: Method) {
  if (method.type === "card") return cardOf(method);
  if (method.type === "konbini") return { konbini: {} };
  return { sepa_debit: { country: method.country, last4: method.last4 } };
}

function cardOf(method: { brand: string; last4: string; expMonth: number; expYear: number }) {
  return { card: { brand: method.brand, last4: method.last4, exp_month: method.expMonth, exp_year: method.expYear } };
}

function shaped<T, S>(record: T | null, shape: (record: T) => S): S | undefined {
  return record ? shape(record) : undefined;
}

function isShape(value: unknown): value is Shape {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
