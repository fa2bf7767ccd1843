import { expect, it, vi } from "vitest";
import { problemSchema } from "@/lib/http/problem";
import * as missing from "./route";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), connection: async () => undefined }));

it.each(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const)(
  "%s of an address that nothing answers is told so in words a machine reads",
  async (method) => {
    const reply = await missing[method]();
    expect(reply.status).toBe(404);
    expect(problemSchema.parse(await reply.json()).error.code).toBe("not_found");
    expect(reply.headers.get("cache-control")).toBe("no-store");
  },
);
