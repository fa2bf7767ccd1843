import { beforeEach, expect, it, vi } from "vitest";
import { log } from "@/lib/core/log";
import { authLog } from "./auth-log";

vi.mock("@/lib/core/log", () => ({ log: { error: vi.fn(), warn: vi.fn(), debug: vi.fn(), trace: vi.fn() } }));
beforeEach(() => vi.clearAllMocks());

it.each([
  ["JWT_SESSION_ERROR", "Invalid Compact JWE"],
  ["INVALID_CALLBACK_URL_ERROR", "Invalid callback URL. Received: nowhere"],
])("what a stranger wrote is no error of the shop: %s", (code, message) => {
  authLog.error(code, new Error(message));
  expect(log.error).not.toHaveBeenCalled();
  expect(log.debug).toHaveBeenCalledOnce();
});

it("what else fails is, with its cause", () => {
  const error = new Error("no secret");
  authLog.error("NO_SECRET", error);
  authLog.error("OAUTH_CALLBACK_ERROR", { error, providerId: "x" });
  expect(vi.mocked(log.error).mock.calls.map(([told]) => told)).toEqual([
    { code: "NO_SECRET", err: error },
    { code: "OAUTH_CALLBACK_ERROR", err: error },
  ]);
});
