import { basePolicy } from "./security-headers.ts";

/**
 * The Content-Security-Policy of a page: everything from the shop itself, scripts only as `scripts` says (hashes or a
 * nonce). Style attributes are let through, for hues and swatches stand in them; style elements are not. It says what
 * the policy of every reply says as well, for one set on the way to a page takes that one's place.
 */
export function pagePolicy(scripts: readonly string[], formTargets: readonly string[] = []): string {
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...scripts].join(" ")}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    basePolicy,
  ].join("; ");
}
