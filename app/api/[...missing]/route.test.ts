import { expect, it, vi } from "vitest";
import { problemSchema } from "@/lib/http/problem";
import { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "./route";

vi.mock("next/server", async (original) => ({ ...(await original<object>()), connection: async () => undefined }));

it.each(Object.entries({ GET, POST, PUT, PATCH, DELETE, OPTIONS }))(
  "%s of an address that nothing answers is told so in words a machine reads",
  async (_, answer) => {
    const reply = await answer();
    expect(reply.status).toBe(404);
    expect(problemSchema.parse(await reply.json()).error.code).toBe("not_found");
    expect(reply.headers.get("cache-control")).toBe("no-store");
  },
);
