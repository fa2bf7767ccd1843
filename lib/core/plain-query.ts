/** A query as the shop writes and shares it, `f=color:sage`, where browsers and Next write `f=color%3Asage`. */
export const plainQuery = (query: string): string =>
  query.replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%20", "+");
