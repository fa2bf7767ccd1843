import { createHmac } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { POST } from "./route";

const database = useDatabase();
const secret = process.env.STRIPE_WEBHOOK_SECRET ?? "";

const signatureOf = (body: string | Uint8Array, key = secret, ageSeconds = 0) => {
  const at = Math.floor(Date.now() / 1_000) - ageSeconds;
  return { at, v1: createHmac("sha256", key).update(`${at}.`).update(body).digest("hex") };
};

function sign(body: string | Uint8Array, key = secret, ageSeconds = 0): string {
  const { at, v1 } = signatureOf(body, key, ageSeconds);
  return `t=${at},v1=${v1}`;
}

async function post(body: string | Uint8Array<ArrayBuffer>, signature = sign(body), type = "application/json") {
  const headers = { "stripe-signature": signature, "content-type": type };
  const reply = await POST(new Request("http://localhost/api/webhooks/stripe", { method: "POST", body, headers }));
  const said = await reply.json();
  return { status: reply.status, code: said.error?.code ?? null };
}

const stored = async (eventId: string) =>
  (await database.db.stripeEvent.findUnique({ where: { eventId }, select: { payload: true } }))?.payload;

const eventOf = (id: string, more: object = {}) =>
  JSON.stringify({ id, object: "event", type: "charge.refunded", livemode: false, data: { object: {} }, ...more });

const taken = { status: 200, code: null };

describe("a signed event", () => {
  it.each([
    ["of a kind the shop does not know", { type: "tax.form.filed" }],
    ["of an older version", { api_version: "2014-01-31", request: "req_1", livemode: undefined }],
    ["of a newer one", { api_version: "2031-01-01.hops", context: null, reason: { type: "request" } }],
    ["that is thin", { object: "v2.core.event", type: "v2.core.account.updated", data: undefined }],
    ["with text that Postgres can't keep", { data: { object: { name: "Ma\0ra \ud83d" } } }],
    ["with a name that Postgres can't keep", { data: { object: { metadata: { "Ma\0ra \ud83d": "" } } } }],
  ])("%s is stored and answered", async (name, more) => {
    const id = `evt_${name.replaceAll(" ", "_")}`;
    expect(await post(eventOf(id, more))).toEqual(taken);
    expect(await stored(id)).toMatchObject({ id });
  });

  it("is taken whatever its content type says, and stored once however often it comes", async () => {
    const body = eventOf("evt_plain");
    expect(await post(body, sign(body), "text/plain")).toEqual(taken);
    expect(await post(body)).toEqual(taken);
    expect(await stored("evt_plain")).toBeDefined();
  });

  it("is taken by either of two secrets while one is being rolled, beside schemes that are none of ours", async () => {
    const body = eventOf("evt_rolled");
    const { at, v1 } = signatureOf(body);
    const other = signatureOf(body, "whsec_new").v1;
    expect(await post(body, `t=${at},v1=${other},v1=${v1},v0=${other}`)).toEqual(taken);
    expect(await post(body, `t=${at},v1=${other},v0=${v1}`)).toEqual({ status: 401, code: "bad_signature" });
  });

  it.each([
    ["a live payment, where the shop has a test key", { livemode: true }],
    ["an account that is connected to the shop's", { account: "acct_1" }],
    ["an account that is connected to one of the same organization", { context: "acct_2/acct_3", account: "acct_3" }],
  ])("of %s is answered, and leads to nothing", async (name, more) => {
    const id = `evt_${name.replaceAll(" ", "_")}`;
    expect(await post(eventOf(id, more))).toEqual(taken);
    expect(await stored(id)).toBeUndefined();
  });

  it("of an organization's account is refused while the shop's own is not known: it is sent again", async () => {
    const body = eventOf("evt_organization", { context: "acct_2" });
    expect(await post(body)).toEqual({ status: 400, code: "account_unknown" });
    expect(await stored("evt_organization")).toBeUndefined();
  });
});

test.each(["", "null", "[]", "{}", "no JSON", '{"id":7,"type":"charge.refunded"}', '{"id":"evt_1"}'])(
  "what is signed and is no event is refused: %s",
  async (body) => {
    expect((await post(body)).status).toBe(body === "" ? 401 : 400);
  },
);

test("what Stripe did not sign, or signed too long ago, is refused", async () => {
  const body = eventOf("evt_forged");
  const bytes = new Uint8Array(Buffer.from(body));
  bytes[bytes.length - 3] = 0xff;
  const attempts = [
    post(body, ""),
    post(body, "t=now,v1=,v1"),
    post(body, sign(body, "whsec_other")),
    post(body, sign(body, secret, 301)),
    post(bytes),
  ];
  for (const attempt of attempts) expect(await attempt).toEqual({ status: 401, code: "bad_signature" });
  expect(await stored("evt_forged")).toBeUndefined();
});

test("a body larger than any event is refused, and not read to its end where it does not say how long it is", async () => {
  expect(await post(eventOf("evt_large", { more: "x".repeat(600_000) }))).toEqual({ status: 413, code: "too_large" });
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(64 * 1024));
      if (pulled === 100) controller.close();
    },
  });
  const streamed: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
  expect((await POST(new Request("http://localhost/api/webhooks/stripe", streamed))).status).toBe(413);
  expect(pulled).toBeLessThan(20);
});
