import type { Language } from "./markets";

/** The shape of every language's messages is the English one's; messages.test.ts holds the others to it. */
export interface Messages {
  shell: typeof import("../../messages/en/shell.json");
  home: typeof import("../../messages/en/home.json");
  common: typeof import("../../messages/en/common.json");
  product: typeof import("../../messages/en/product.json");
  list: typeof import("../../messages/en/list.json");
  search: typeof import("../../messages/en/search.json");
  cart: typeof import("../../messages/en/cart.json");
  checkout: typeof import("../../messages/en/checkout.json");
  order: typeof import("../../messages/en/order.json");
  admin: typeof import("../../messages/en/admin.json");
  stock: typeof import("../../messages/en/stock.json");
  drops: typeof import("../../messages/en/drops.json");
  payments: typeof import("../../messages/en/payments.json");
  returns: typeof import("../../messages/en/returns.json");
  parcels: typeof import("../../messages/en/parcels.json");
  notices: typeof import("../../messages/en/notices.json");
  rules: typeof import("../../messages/en/rules.json");
  imports: typeof import("../../messages/en/imports.json");
  errors: typeof import("../../messages/en/errors.json");
}

/** One file a namespace and language: `messages/de/cart.json`. A new one is a row here and above, and its files. */
export const namespaces = [
  "shell",
  "home",
  "common",
  "product",
  "list",
  "search",
  "cart",
  "checkout",
  "order",
  "admin",
  "stock",
  "drops",
  "payments",
  "returns",
  "parcels",
  "notices",
  "rules",
  "imports",
  "errors",
] as const satisfies readonly (keyof Messages)[];

const loaded = new Map<Language, Promise<Messages>>();

/** All messages of a language, read once a process. Free of the framework: the worker's mails use it too. */
export function loadMessages(language: Language): Promise<Messages> {
  let messages = loaded.get(language);
  if (!messages) {
    messages = readMessages(language);
    loaded.set(language, messages);
  }
  return messages;
}

/** What a page says when it failed: no namespace, since every page brings it along. */
export async function loadFaultWords(language: Language): Promise<typeof import("../../messages/en/fault.json")> {
  const words = await import(`../../messages/${language}/fault.json`);
  return words.default;
}

async function readMessages(language: Language): Promise<Messages> {
  const read = await Promise.all(
    namespaces.map(async (name) => [name, (await import(`../../messages/${language}/${name}.json`)).default]),
  );
  return Object.fromEntries(read);
}
