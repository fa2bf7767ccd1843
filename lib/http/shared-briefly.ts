/**
 * `cache-control` of what is the same for everyone and changes with prices and stock: CDNs answer with it what many ask in
 * the same seconds, browsers keep it for going back and ask anew otherwise.
 */
export const sharedBriefly = "public, max-age=0, s-maxage=10";
