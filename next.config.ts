import type { NextConfig } from "next";

const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  cacheLife: { page: { stale: 300, revalidate: 900, expire: 86400 } },
  async rewrites() {
    return {
      beforeFiles: ["f", "price", "sort", "page"].map((key) => ({
        source: "/:locale/c/:path*",
        has: [{ type: "query" as const, key }],
        destination: "/:locale/browse/:path*",
      })),
      afterFiles: [],
      fallback: [],
    };
  },
};
export default nextConfig;
