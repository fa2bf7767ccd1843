/** Stands in for `server-only`, which throws outside a bundler. */
export {};
