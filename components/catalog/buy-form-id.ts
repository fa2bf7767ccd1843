/** Per product: the router keeps pages it left in the document, hidden, and an id must find this page's form. */
export const buyFormId = (productId: string): string => `buy-${productId}`;

/** The sticky place at the end of the page, where the bar of a small screen lives. */
export const buyBarId = (productId: string): string => `${buyFormId(productId)}-bar`;
