import path from "node:path";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { compileAhead } from "./lib/http/compile-ahead";
import { securityHeaders } from "./lib/http/security-headers";
import { wholePageMark } from "./lib/http/whole-page-mark";
import { locales } from "./lib/i18n/markets";
import { pictureWidths } from "./lib/media/picture-widths";

const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  poweredByHeader: false,
  // A platform that keeps filled pages itself brings its own.
  ...(process.env.VERCEL ? {} : { cacheHandler: path.join(import.meta.dirname, "lib/cache/page-cache.ts") }),
  // Next hashes the whole document on every request, in script: 1.7 ms for a product page, more than all the rest.
  generateEtags: false,
  // Those on Next's own list, of any robot's name, had each filled page made anew, kept by nobody and without its policy.
  htmlLimitedBots: new RegExp(wholePageMark),
  cacheLife: { page: { stale: 300, revalidate: 900, expire: 86400 } },
  compiler: { runAfterProductionCompile: ({ distDir }) => compileAhead(distDir) },
  experimental: {
    globalNotFound: true,
  },
  serverExternalPackages: ["graphile-worker", "@react-email/components", "@react-email/render"],
  // Two checkouts of one shop, or a build beside a running server, need folders of their own.
  distDir: process.env.CARTWRIGHT_DIST || ".next",
  images: {
    localPatterns: [{ pathname: "/media/**", search: "" }],
    // AVIF is half of WebP on such pictures (5 against 10 to 13 KB) for twice the work, once.
    formats: ["image/avif", "image/webp"],
    imageSizes: pictureWidths.filter((width) => width < 480),
    deviceSizes: pictureWidths.filter((width) => width >= 480),
    qualities: [75],
    // A key's content never changes.
    minimumCacheTTL: 31_536_000,
    // Encoding one takes 150 ms of processor time, reading it from the build's folder 2.
    maximumDiskCacheSize: 2 * 1024 ** 3,
  },
  async headers() {
    return [{ source: "/:path*", headers: securityHeaders }];
  },
  // proxy.ts lets whatever looks like a market pass. One that is none of ours goes back to it, as an address without a market.
  async redirects() {
    return [
      {
        source: `/:market((?!(?:${locales.join("|")})(?:/|$))[a-z]{2,3}-[A-Z]{2})/:path*`,
        destination: "/nowhere/:market/:path*",
        permanent: false,
      },
    ];
  },
  async rewrites() {
    return {
      beforeFiles: ["f", "price", "stock", "sort", "page", "all"].map((key) => ({
        source: "/:locale/c/:path*",
        has: [{ type: "query" as const, key }],
        destination: "/:locale/browse/:path*",
      })),
      afterFiles: [],
      fallback: [],
    };
  },
};
const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

export default withNextIntl(nextConfig);
