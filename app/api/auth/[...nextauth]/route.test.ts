import type { NextApiRequest, NextApiResponse } from "next";
import { NextRequest } from "next/server";
import type { NextAuthOptions } from "next-auth";
import { beforeEach, expect, it, vi } from "vitest";
import { log } from "@/lib/core/log";
import { POST } from "./route";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** Asked as older pages ask it: what it takes from Next otherwise is only to be had while Next answers. */
vi.mock("next-auth", async (original) => {
  const { default: NextAuth } = await original<typeof import("next-auth")>();
  const response = { status: () => response, setHeader: () => response, getHeader: () => [], send() {}, end() {} };
  return {
    default: async (request: NextRequest, { params }: Context, options: NextAuthOptions) => {
      const asked = { method: "POST", query: await params, body: await request.json(), headers: {}, cookies: {} };
      await NextAuth(asked as unknown as NextApiRequest, response as unknown as NextApiResponse, options);
      return Response.json({});
    },
  };
});
vi.mock("@/lib/core/log", () => {
  const log = { error: vi.fn(), warn: vi.fn(), debug: vi.fn(), trace: vi.fn(), child: () => log };
  return { log };
});
beforeEach(() => vi.clearAllMocks());

it.each(["error", "warn", "nothing"])("a stranger writes nothing into the shop's log: %s", async (level) => {
  const body = JSON.stringify({ level, code: "DATABASE_LOST", error: { message: "all of it" } });
  const request = new NextRequest("http://shop.test/api/auth/_log", { method: "POST", body });
  const answer = await POST(request, { params: Promise.resolve({ nextauth: ["_log"] }) });
  expect(log.error).not.toHaveBeenCalled();
  expect(log.warn).not.toHaveBeenCalled();
  expect([answer.status, await answer.json()]).toEqual([400, { error: { code: "invalid_request" } }]);
});
