import type { NextApiRequest, NextApiResponse } from "next";
import { NextRequest } from "next/server";
import type { NextAuthOptions } from "next-auth";
import { beforeEach, expect, it, vi } from "vitest";
import { log } from "@/lib/core/log";
import { GET, POST } from "./route";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** Asked as older pages ask it: what it takes from Next otherwise is only to be had while Next answers. */
vi.mock("next-auth", async (original) => {
  const { default: NextAuth } = await original<typeof import("next-auth")>();
  const setHeader = (name: string, value: string) => void new Headers({ [name]: value });
  const response = { setHeader, status: () => response, getHeader: () => [], send() {}, end() {} };
  return {
    default: async (request: NextRequest, { params }: Context, options: NextAuthOptions) => {
      const query = { ...Object.fromEntries(request.nextUrl.searchParams), ...(await params) };
      const body = request.method === "POST" ? await request.json() : null;
      const asked = { method: request.method, query, body, headers: {}, cookies: {} };
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

const atError = async (path: string, ...more: string[]) => {
  const params = Promise.resolve({ nextauth: ["error", ...more] });
  return (await GET(new NextRequest(`http://shop.test/api/auth/error${path}`), { params })).status;
};

it("what is told of an error and fits into no header is the asker's fault", async () => {
  expect(await atError("?error=AccessDenied")).toBe(200);
  for (const error of ["%00", "%0d%0aset-cookie:%20a", "%E6%97%A5"])
    expect(await atError(`?error=${error}`), error).toBe(400);
  expect(await atError("", "日本")).toBe(400);
  expect(log.error).not.toHaveBeenCalled();
});
