import { beforeAll, expect, it, vi } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { writeProduct } from "@/dev/testing/write-product";
import { newId, shortId } from "@/lib/core/ids";
import { POST } from "./route";

const customerId = newId();
vi.mock("@/lib/auth/guest", () => ({
  getCustomerId: async () => customerId,
  ensureCustomerId: async () => customerId,
}));

const database = useDatabase();
let id: string;

beforeAll(async () => {
  id = (await writeProduct(database.db, new Date())).productId;
});

const join = (type: string, body: string) =>
  POST(new Request("http://localhost/api/drops/x/place", { method: "POST", headers: { "content-type": type }, body }), {
    params: Promise.resolve({ id }),
  });

it.each([
  "application/x-www-form-urlencoded",
  "Application/X-WWW-Form-URLEncoded",
  "application/x-www-form-urlencoded; charset=utf-8",
])("a form without script is sent back to its page: %s", async (type) => {
  const reply = await join(type, "locale=de-DE&__proto__=x");
  expect([reply.status, reply.headers.get("location")]).toEqual([303, `/de-DE/drop/${shortId(id)}`]);
});

it.each([
  ["another type that begins alike", "application/x-www-form-urlencodedx", "locale=de-DE"],
  ["half a multipart form", "multipart/form-data; boundary=x", "--x\r\nContent"],
  ["no market", "application/x-www-form-urlencoded", "locale=xx-XX&%ff=%"],
  ["more than a form is", "application/x-www-form-urlencoded", `locale=de-DE&more=${"x".repeat(5000)}`],
])("%s is no form, and the answer is a script's", async (_what, type, body) => {
  const reply = await join(type, body);
  expect([reply.status, await reply.json()]).toEqual([404, { error: { code: "not_found" } }]);
});
