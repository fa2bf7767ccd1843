import { z } from "zod";
import { signToken, verifyToken } from "@/lib/auth/signed-token";

const watchSchema = z.tuple([z.guid(), z.guid(), z.string().min(3)]);

export interface WatchKey {
  productId: string;
  variantId: string;
  email: string;
}

/** By which a mail's reader calls off what was asked for, without signing in. */
export function watchToken({ productId, variantId, email }: WatchKey, secret: string): string {
  const payload = Buffer.from(JSON.stringify([productId, variantId, email])).toString("base64url");
  return signToken("watch", payload, secret);
}

export function readWatchToken(token: string, secret: string): WatchKey | null {
  const payload = verifyToken("watch", token, secret);
  if (!payload) return null;
  const [productId, variantId, email] = watchSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return { productId, variantId, email };
}
