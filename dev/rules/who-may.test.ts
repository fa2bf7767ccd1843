import path from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { idleForm } from "@/components/ui/form-state";
import { type BackRoom, furnishBackRoom } from "@/dev/testing/back-room";
import { makeProduct, makeWorld } from "@/dev/testing/fixtures";
import { formOf } from "@/dev/testing/form-of";
import { hire } from "@/dev/testing/hire";
import { makeSettledOrder } from "@/dev/testing/settled-order";
import { useDatabase } from "@/dev/testing/use-database";
import { signToken } from "@/lib/auth/signed-token";
import { shortId } from "@/lib/core/ids";
import { orderToken } from "@/lib/orders/order-token";
import { type Action, readActions } from "./read-actions";

/**
 * Each action is called with everything it needs to be done, by everybody who may not have it done: no row of the shop's is
 * another afterwards. Who may, does it with the same.
 */

const desk = vi.hoisted(() => ({ session: null as object | null, cookies: new Map<string, { value: string }>() }));
vi.mock("next/cache", () => ({ refresh: () => null, revalidatePath: () => null, updateTag: () => null }));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("next/headers", () => ({ cookies: async () => desk.cookies, headers: async () => new Headers() }));
vi.mock("@/lib/auth/read-session", () => ({ readSession: async () => desk.session }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const secret = process.env.AUTH_SECRET ?? "";

/** For anybody: what they do is their own, or nobody's. */
const open = ["addToCart", "addFromForm", "askForNews", "requestLink", "signIn", "requote", "lookAtOrder"];
/** Of the back room, with which a merchant's people make something of their own. */
const own = ["openLocation", "saveCaptureMode", "addRule", "saveSettings", "addWebhook"];
/** Of what a merchant's people do, what an owner alone may, or who runs the shop. */
const above = [
  ...["oweItAgain", "giveShippingBack", "cancelUnpaid", "issue", "disable", "retry", "discard"],
  ...["saveCaptureMode", "saveSettings", "addWebhook", "changeWebhook"],
];
/** They change a cookie, or what the others have left nothing of. */
const idle = [
  ...["submitCheckout", "placeOrderAction", "switchMerchant", "signOut", "cancelPaidOrder", "giveShippingBack"],
  ...["cancelUnpaid", "discard", "sendCredit", "exchange", "dropRule", "callOff", "saveStatus", "savePrices"],
  ...["pin", "unpin", "boost", "unboost", "moveStock", "settle", "cancelUnpaidOrder", "lookAtImport"],
];
const closed = readActions(process.cwd()).actions.filter(({ name }) => !open.includes(name));

interface Caller {
  session?: object;
  shopper?: string;
  link?: string;
}

const database = useDatabase();
let room: BackRoom;
const callers = new Map<string, Caller>();

beforeAll(async () => {
  const { db } = database;
  room = await furnishBackRoom(db);
  const elsewhere = await makeWorld(db);
  const another = await makeSettledOrder(db, [await makeProduct(db, elsewhere)]);
  const session = ({ staffId }: { staffId: string }) => ({ staffId, sessionEpoch: 1 });
  const { customerId, orderId } = room.key;
  const forged = signToken("order", `${shortId(customerId)}${shortId(orderId)}`, "another secret");
  callers.set("nobody", { link: forged });
  callers.set("another shopper", { shopper: another.customerId, link: forged });
  callers.set("somebody signed out", { session: { staffId: room.owner.staffId, sessionEpoch: 2 }, link: forged });
  callers.set("another merchant's owner", { session: session(await hire(db, { ...elsewhere, role: "owner" })) });
  callers.set("another merchant's clerk", { session: session(await hire(db, { ...elsewhere, role: "clerk" })) });
  const { merchantId } = room.owner;
  callers.set("the merchant's clerk", { session: session(await hire(db, { merchantId, role: "clerk" })) });
  callers.set("who may", { session: session(room.owner), shopper: customerId, link: orderToken(room.key, secret) });
});

function formFor({ name }: Action, confirm: string): FormData {
  const others: Record<string, Record<string, string>> = {
    deliverParcel: { shipmentId: room.shipmentId },
    cancelUnpaid: { number: room.unpaidNumber },
    settle: { differenceId: room.differenceIds[1] ?? "" },
    endDrop: room.drop,
  };
  return formOf({ ...room.fields, ...others[name], confirm });
}

function argsOf(action: Action, { link = "" }: Caller, confirm: string): unknown[] {
  const given: Record<string, unknown> = {
    ...room.bound,
    ...{ tag: "en-US", locale: "en-US", _previous: idleForm, sent: formFor(action, confirm) },
    ...{ id: new Map(Object.entries(room.returns)).get(action.name), returnId: room.returns.keepItems },
    ...{ token: link, change: "rotate", active: true },
  };
  return action.parameters.map((parameter) => {
    const name = /^\w+/.exec(parameter)?.[0] ?? "";
    if (!(name in given)) throw new Error(`${action.file} ${action.name}: what is ${parameter}?`);
    return given[name];
  });
}

const stateSchema = z.object({ status: z.string(), values: z.object({ confirm: z.string() }) }).catch({
  status: "done",
  values: { confirm: "" },
});

/** Pressed, and pressed again where it asks whether that is meant. */
async function press(action: Action, caller: Caller): Promise<void> {
  const exported = await import(/* @vite-ignore */ path.resolve(action.file));
  const call = (confirm: string) =>
    exported[action.name](...argsOf(action, caller, confirm)).catch((error: unknown) => {
      if (!(error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_"))) throw error;
    });
  const { status, values } = stateSchema.parse(await call(""));
  if (status === "asked") await call(values.confirm);
}

/** What every table holds, but for counters of attempts. */
async function tables(): Promise<Map<string, string>> {
  const { db } = database;
  const found = await db.$queryRaw<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
     where (schemaname = 'public' or tablename = '_private_jobs') and tablename <> 'rate_limit'`;
  const digests = found.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as digest from ${name} t`,
  );
  const rows = await db.$queryRawUnsafe<{ name: string; digest: string }[]>(digests.join(" union all "));
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

async function changedBy(act: () => Promise<unknown>): Promise<string[]> {
  const before = await tables();
  await act();
  return [...(await tables())].flatMap(([name, digest]) => (before.get(name) === digest ? [] : [name]));
}

async function pressAs(name: string, among: readonly Action[]): Promise<void> {
  const caller = callers.get(name) ?? {};
  desk.session = caller.session ?? null;
  desk.cookies.clear();
  if (caller.shopper) desk.cookies.set("shopper", { value: signToken("shopper", caller.shopper, secret) });
  desk.cookies.set("merchant", { value: room.owner.merchantId });
  for (const action of among) await press(action, caller);
}

it.each([
  ["nobody", []],
  ["another shopper", []],
  ["somebody signed out", []],
  ["another merchant's owner", own],
  ["another merchant's clerk", own],
])(
  "%s changes nothing",
  async (name, theirs) => {
    const among = closed.filter((action) => !theirs.includes(action.name));
    expect(await changedBy(() => pressAs(name, among))).toEqual([]);
  },
  60_000,
);

it("the merchant's clerk changes nothing that is an owner's, or the shop's", async () => {
  const among = closed.filter(({ name }) => above.includes(name));
  expect(among).toHaveLength(above.length);
  expect(await changedBy(() => pressAs("the merchant's clerk", among))).toEqual([]);
}, 60_000);

it("who may, does each with the same", async () => {
  const undone: string[] = [];
  for (const action of closed.filter(({ name }) => !idle.includes(name)))
    if ((await changedBy(() => pressAs("who may", [action]))).length === 0) undone.push(action.name);
  expect(undone).toEqual([]);
}, 120_000);
