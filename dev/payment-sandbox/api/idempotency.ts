import { createHash } from "node:crypto";
import type { Sandbox } from "../sandbox.ts";
import type { Reply } from "../state/records.ts";
import { ApiError } from "./api-error.ts";

const keyMax = 255;

/** Keys whose call is being worked on now. */
export class KeysInUse {
  readonly #keys = new Set<string>();

  claim(key: string): void {
    if (this.#keys.has(key)) {
      throw new ApiError(409, "idempotency_error", {
        code: "idempotency_key_in_use",
        message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      });
    }
    this.#keys.add(key);
  }

  release(key: string): void {
    this.#keys.delete(key);
  }
}

/** What makes two calls the same: the path and every parameter, as sent. */
export function fingerprintOf(method: string, path: string, body: string): string {
  const sorted = [...new URLSearchParams(body)].map(([name, value]) => JSON.stringify([name, value])).sort();
  return createHash("sha256")
    .update(`${method} ${path}\n${sorted.join("\n")}`)
    .digest("base64url");
}

/** Keeps an answer under the call's key. */
export function keepReply(
  sandbox: Sandbox,
  { key, requestId }: { key: string | null; requestId: string },
  fingerprint: string,
  { status, body }: { status: number; body: unknown },
): void {
  if (key === null) return;
  const atMs = sandbox.nowMs();
  sandbox.store.replies.put({ id: key, atMs, fingerprint, requestId, status, body: JSON.stringify(body) });
}

/** The answer a key already has, or null for a new key. Other parameters under an old key are an error. */
export function findReply(sandbox: Sandbox, key: string, fingerprint: string): Reply | null {
  if (key.length > keyMax) {
    throw new ApiError(400, "invalid_request_error", {
      message: `Idempotency keys can be up to ${keyMax} characters long.`,
    });
  }
  sandbox.store.forgetOldReplies(sandbox.nowMs());
  const reply = sandbox.store.replies.get(key);
  if (!reply) return null;
  if (reply.fingerprint === fingerprint) return reply;
  throw new ApiError(400, "idempotency_error", {
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}
