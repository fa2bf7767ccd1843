/** `cache-control` of what is one person's. */
export const keptByNobody = "private, no-store";
