/** How many things a cart holds, for a browser's own script: static pages can't know it. Written by either side. */
export const countCookie = { name: "cart_count", maxAgeSeconds: 365 * 24 * 3600 };
