import { createHash } from "node:crypto";
import { buildCatalog } from "../demo-catalog/build-catalog.ts";

let version: string | undefined;

/** A fingerprint of all the catalog says, on a day that stays the same. */
export function catalogVersion(): string {
  version ??= createHash("sha256")
    .update(JSON.stringify(buildCatalog(new Date(0))))
    .digest("hex")
    .slice(0, 16);
  return version;
}
