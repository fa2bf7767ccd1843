import { ApiError } from "./api-error.ts";

/** Any test key opens the sandbox. A live key must never get here, so it is refused as plainly as none. */
export function requireTestKey(authorization: string | undefined): void {
  const key = keyOf(authorization);
  if (key === null) {
    throw new ApiError(401, "invalid_request_error", {
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer sk_test_…').",
    });
  }
  if (/^(sk|rk)_live_/.test(key)) {
    throw new ApiError(401, "invalid_request_error", {
      code: "livemode_mismatch",
      message: "This is the payment sandbox: it takes test keys only. Keep the live key away from here.",
    });
  }
  if (!/^(sk|rk)_test_./.test(key)) {
    const shown = `${key.slice(0, 4)}${"*".repeat(8)}`;
    throw new ApiError(401, "invalid_request_error", { message: `Invalid API Key provided: ${shown}` });
  }
}

function keyOf(authorization: string | undefined): string | null {
  const [scheme, value] = (authorization ?? "").split(" ");
  if (!value) return null;
  if (scheme?.toLowerCase() === "bearer") return value;
  if (scheme?.toLowerCase() !== "basic") return null;
  return Buffer.from(value, "base64").toString("utf8").split(":")[0] || null;
}
