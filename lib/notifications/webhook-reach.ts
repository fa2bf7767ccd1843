import { env } from "@/lib/core/env";
import { isAllowedUrl, type Reach } from "@/lib/http/checked-lookup";
import { isPublicAddress } from "@/lib/http/public-address";

/** Whom webhooks may reach: the public internet; in development and in tests this machine as well. */
export function webhookReach(): Reach {
  if (env().NODE_ENV === "production") return {};
  return { isAllowedAddress: (address) => isPublicAddress(address) || /^(127\.|::1$)/.test(address) };
}

/** Whether a merchant may name this address: encrypted, but on this machine. */
export function isWebhookUrl(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !isAllowedUrl(url, webhookReach())) return false;
  return url.protocol === "https:" || env().NODE_ENV !== "production";
}
