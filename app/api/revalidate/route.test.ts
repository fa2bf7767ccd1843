import { expect, it, vi } from "vitest";
import { POST } from "./route";

const revalidateTag = vi.hoisted(() => vi.fn());
vi.mock("next/cache", () => ({ revalidateTag }));

const post = (body: string, authorization?: string) =>
  POST(
    new Request("http://localhost/api/revalidate", {
      method: "POST",
      body,
      ...(authorization ? { headers: { authorization } } : {}),
    }),
  );
const bearer = `Bearer ${process.env.JOBS_SECRET}`;

it("expires the tags at once for whoever knows the secret", async () => {
  expect((await post(JSON.stringify({ tags: ["product:1", "home"] }), bearer)).status).toBe(204);
  expect(revalidateTag.mock.calls).toEqual([
    ["product:1", { expire: 0 }],
    ["home", { expire: 0 }],
  ]);
});

it("refuses everyone else, and what isn't tags", async () => {
  revalidateTag.mockClear();
  expect((await post(JSON.stringify({ tags: ["home"] }))).status).toBe(401);
  expect((await post(JSON.stringify({ tags: ["home"] }), "Bearer guess")).status).toBe(401);
  expect((await post("{", bearer)).status).toBe(400);
  expect((await post(JSON.stringify({ tags: [7] }), bearer)).status).toBe(400);
  expect((await post(JSON.stringify({ tags: ["home"], more: 1 }), bearer)).status).toBe(400);
  expect((await post('{"tags":["\\ud800"]}', bearer)).status).toBe(400);
  expect(revalidateTag).not.toHaveBeenCalled();
});
