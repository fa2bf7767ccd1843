/** The pages below a market that are made for each request, as the app's folders name them: a test holds that they are all. */
export const madeForRequest = [
  "admin",
  "admin/[...missing]",
  "admin/books",
  "admin/gift-cards",
  "admin/jobs",
  "admin/locations",
  "admin/orders",
  "admin/orders/[id]",
  "admin/orders/[id]/slip",
  "admin/payments",
  "admin/products",
  "admin/products/[id]",
  "admin/products/import",
  "admin/products/import/[id]",
  "admin/returns",
  "admin/returns/[id]",
  "admin/search-rules",
  "admin/search-rules/[id]",
  "admin/search-rules/new",
  "admin/settings",
  "admin/sign-in",
  "admin/stock",
  "admin/stock/[product]/[variant]",
  "admin/webhooks",
  "browse/[...path]",
  "cart",
  "checkout",
  "drop/[id]",
  "orders",
  "orders/[token]",
  "orders/[token]/invoice",
  "orders/[token]/label/[id]",
  "orders/[token]/return",
  "search",
] as const;

const patterns = madeForRequest.map((page) => page.replace(/\[\.{3}\w+\]/g, ".+").replace(/\[\w+\]/g, "[^/]+"));
const anyPage = new RegExp(`^(?:${patterns.join("|")})$`);

/** Whether one of them answers a path below a market, `orders/token/invoice`. */
export const isMadeForRequest = (path: string): boolean => anyPage.test(path);
