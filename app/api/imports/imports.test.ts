import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { hire } from "@/dev/testing/hire";
import { useDatabase } from "@/dev/testing/use-database";
import { runImport } from "@/lib/catalog/import/desk/run-import";
import { fromShortId, newId } from "@/lib/core/ids";
import type { Locale } from "@/lib/i18n/markets";
import { GET as refused } from "./[id]/refused/route";
import { POST as handIn } from "./route";

const desk = vi.hoisted(() => ({ session: null as object | null }));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));
vi.mock("@/lib/auth/read-session", () => ({ readSession: async () => desk.session }));
vi.mock("next-intl/server", async () => {
  const { createTranslator } = await import("next-intl");
  const { loadMessages } = await import("@/lib/i18n/messages");
  return {
    getTranslations: async ({ locale, namespace }: { locale: Locale; namespace: "imports" }) =>
      createTranslator({ locale, namespace, messages: await loadMessages(locale.startsWith("ja") ? "ja" : "en") }),
  };
});

const database = useDatabase();
let mine: Awaited<ReturnType<typeof hire>>;
let theirs: Awaited<ReturnType<typeof hire>>;
const session = ({ staffId }: { staffId: string }) => ({ staffId, sessionEpoch: 1 });

beforeAll(async () => {
  const open = async () => {
    const merchantId = newId();
    const data = { merchantId, handle: `m-${merchantId}`, name: "Merchant", createdAt: new Date() };
    await database.db.merchant.create({ data });
    return hire(database.db, { merchantId, role: "clerk" });
  };
  [mine, theirs] = [await open(), await open()];
});
beforeEach(() => {
  desk.session = session(mine);
});

function send(content: string | null, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ language: "en", currency: "USD", ...fields })) form.set(name, value);
  form.set("file", new File(content === null ? [] : [content], content === null ? "" : "list.csv"));
  return handIn(
    new Request("http://localhost/api/imports?locale=ja-JP", {
      method: "POST",
      body: form,
      headers: { host: "localhost", ...headers },
    }),
  );
}
const ledTo = (response: Response) => [response.status, response.headers.get("location")];
const page = "/ja-JP/admin/products/import";
const bad = "Handle,Title,Variant Price\npan,=Pan,ten\n";

async function handInAndLookOver() {
  const [, location] = ledTo(await send(bad));
  const id = String(location).replace(`${page}/`, "");
  const key = { merchantId: mine.merchantId, importId: fromShortId(id) ?? "" };
  await runImport({ db: database.db, clock: () => new Date(), lastAttempt: false }, key);
  return id;
}

describe("a file that is handed in", () => {
  it("leads to the page of its import, which is the merchant's own", async () => {
    const [status, location] = ledTo(await send("Handle,Title,Variant Price\npan,Pan,1.00\n"));
    expect(status).toBe(303);
    const importId = fromShortId(String(location).replace(`${page}/`, "")) ?? "";
    expect(await database.db.productImport.findFirst({ where: { importId } })).toMatchObject({
      ...{ merchantId: mine.merchantId, staffId: mine.staffId, status: "reading", fileName: "list.csv" },
      ...{ language: "en", currency: "USD", fileBytes: 40 },
    });
  });

  it.each([
    ["without a file", () => send(null), "none"],
    ["with an empty one", () => send(""), "file_empty"],
    ["in a currency that is none", () => send("a", { currency: "XXX" }), "broken"],
    ["in a language that is none", () => send("a", { language: "tlh" }), "broken"],
    ["too long", () => send("x".repeat(50_000_001)), "file_too_large"],
    ["as no form at all", () => send("a", {}, { "content-type": "text/csv" }), "broken"],
  ])("%s leads back to the form, with what is wrong, and stays nowhere", async (_, press, fault) => {
    const count = () => database.db.productImport.count();
    const before = await count();
    expect(ledTo(await press())).toEqual([303, `${page}?fault=${fault}`]);
    expect(await count()).toBe(before);
  });

  it("keeps nothing of fields that it doesn't know, however many", async () => {
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    const field = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        most = Math.max(most, process.memoryUsage().heapUsed - before);
        sent += 1;
        if (sent <= 20_000) return controller.enqueue(Buffer.from(field(`f${sent}`, "x".repeat(9_000))));
        controller.enqueue(Buffer.from("--b--\r\n"));
        controller.close();
      },
    });
    const headers = { host: "localhost", "content-type": "multipart/form-data; boundary=b" };
    const request = { method: "POST", body, headers, duplex: "half" };
    expect(ledTo(await handIn(new Request("http://localhost/api/imports?locale=ja-JP", request)))).toEqual([
      303,
      `${page}?fault=none`,
    ]);
    expect(most).toBeLessThan(100_000_000);
  });

  it("by nobody, or from another site's page, stays nowhere", async () => {
    const before = await database.db.productImport.count();
    expect((await send("a", {}, { origin: "https://evil.example" })).status).toBe(403);
    desk.session = null;
    expect(ledTo(await send("a"))).toEqual([303, `/ja-JP/admin/sign-in?returnTo=${encodeURIComponent(page)}`]);
    desk.session = { ...session(mine), sessionEpoch: 2 };
    expect((await send("a")).headers.get("location")).toContain("sign-in");
    expect(await database.db.productImport.count()).toBe(before);
  });
});

describe("what was left out", () => {
  const ask = (id: string) =>
    refused(new Request(`http://localhost/api/imports/${id}/refused?locale=ja-JP`), {
      params: Promise.resolve({ id }),
    });

  it("is a table by line, column and reason, in the reader's language", async () => {
    const reply = await ask(await handInAndLookOver());
    expect(reply.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(Buffer.from(await reply.arrayBuffer()).toString()).toBe(
      "\ufeff行,列,商品,理由\r\n2,Variant Price,pan,Variant Price「ten」はUSDの価格として読み取れません。1299.00のように書いてください。\r\n",
    );
  });

  it("is nobody else's to read", async () => {
    const id = await handInAndLookOver();
    desk.session = session(theirs);
    expect((await (await ask(id)).text()).trim().split("\n")).toHaveLength(1);
    desk.session = null;
    expect((await ask(id)).status).toBe(401);
  });
});
