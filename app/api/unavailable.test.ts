import { beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { problemSchema } from "@/lib/http/problem";
import { GET as cards } from "./cards/route";
import { POST as joinDrop, GET as place } from "./drops/[id]/place/route";
import { GET as drop } from "./drops/[id]/status/route";
import { GET as facets } from "./facets/route";
import { GET as menu } from "./menu/[locale]/route";
import { GET as newForYou } from "./new-for-you/route";
import { GET as live } from "./products/[id]/live/route";
import { GET as search } from "./search/route";
import { GET as suggest } from "./suggest/route";

const id = newId();
vi.mock("@/lib/auth/guest", () => ({ getCustomerId: async () => id, ensureCustomerId: async () => id }));

beforeAll(() => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nothing";
});

const params = Promise.resolve({ id, locale: "en-US" });
const request = (query = "") => new Request(`http://localhost/api/of-the-shop?${query}`);

describe("while the database is away", () => {
  it.each<[string, () => Promise<Response>]>([
    ["search", () => search(request("q=tea"))],
    ["facets", () => facets(request("locale=en-US&facet=brand"))],
    ["new-for-you", () => newForYou(request(`locale=en-US&seen=${id}`))],
    ["cards", () => cards(request(`locale=en-US&ids=${id}`))],
    ["suggest", () => suggest(request("locale=en-US&q=tea"))],
    ["menu", () => menu(request(), { params })],
    ["live", () => live(request("locale=en-US"), { params })],
    ["a drop", () => drop(request(), { params })],
    ["a place in line", () => place(request(), { params })],
    ["joining the line", () => joinDrop(request(), { params })],
  ])("%s says so as every fault is said, and when to ask again", async (_, answer) => {
    const reply = await answer();
    expect(reply.status).toBe(503);
    expect(problemSchema.parse(await reply.json()).error.code).toBe("unavailable");
    expect(reply.headers.get("retry-after")).toBe("5");
    expect(reply.headers.get("cache-control")).toBe("no-store");
  });

  it("tells any site that searches", async () => {
    const reply = await search(request("q=tea"));
    expect(reply.headers.get("access-control-allow-origin")).toBe("*");
  });
});
