/**
 * Where the router is sent for a filtered list. A category's own address is a static page, which the router keeps for every
 * query; with filters it is another route, `browse`, from which it is led to the address that everybody else knows.
 */
export const filteredPath = (base: string): string => base.replace(/^(\/[^/]+)\/c\//, "$1/browse/");
