export const basePolicy = "frame-ancestors 'none'; object-src 'none'; base-uri 'self'";

/**
 * Sent with every reply. What may run as a script is said by a page's own policy: by hashes where the page is kept
 * (lib/cache/dress-page.ts), by a nonce where it is made for the request (proxy.ts).
 */
export const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Content-Security-Policy", value: basePolicy },
  { key: "Strict-Transport-Security", value: "max-age=63072000" },
];
