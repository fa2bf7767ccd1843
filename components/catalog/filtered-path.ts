/**
 * Where a list is filtered. A category's own address is a static page, which the router keeps for every query; with
 * filters it is another route, `browse`.
 */
export const filteredPath = (base: string): string => base.replace(/^(\/[^/]+)\/c\//, "$1/browse/");
