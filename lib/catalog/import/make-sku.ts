import { createHash } from "node:crypto";
import { foldLabel } from "./fold-label";

/** For a variant without a SKU: the same one each time, as long as handle and options stay. */
export function makeSku(handle: string, optionValues: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([handle, optionValues.map(foldLabel)]))
    .digest("hex");
  return `${handle.slice(0, 40)}-${digest.slice(0, 8)}`.toUpperCase();
}
