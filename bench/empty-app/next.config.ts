import path from "node:path";
import type { NextConfig } from "next";

/** The control of the benchmarks: the same Next.js with nothing in it. */
const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  turbopack: { root: path.resolve(import.meta.dirname, "../..") },
};

export default config;
