import path from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { makeWorld } from "@/dev/testing/fixtures";
import { hire } from "@/dev/testing/hire";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { type Action, readActions } from "./read-actions";

const desk = vi.hoisted(() => ({ session: null as object | null, cookies: new Map() }));
vi.mock("next/cache", () => ({ refresh: () => undefined, revalidatePath: () => undefined }));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("next/headers", () => ({ cookies: async () => desk.cookies, headers: async () => new Headers() }));
vi.mock("@/lib/auth/read-session", () => ({ readSession: async () => desk.session }));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const database = useDatabase();
beforeAll(async () => {
  const { db } = database;
  const { merchantId } = await makeWorld(db);
  const { staffId } = await hire(db, { merchantId, role: "owner", operator: true });
  desk.session = { staffId, sessionEpoch: 1 };
});

/** One of each kind that React decodes from what is sent to an action. */
const oddities: unknown[] = [
  ...[undefined, null, true, 7, Number.NaN, 7n, "", "text\0"],
  ...[[], ["text"], {}, { id: "text" }, new Date(), new Map([["text", 7]]), new Set(["text"]), new Uint8Array(2)],
  ...[new FormData(), new Blob(["text"]), Promise.resolve("text"), () => undefined],
];

/** What a page sends in each place; fields are not filled in. */
function usual(parameter: string): unknown {
  if (parameter.endsWith(": FormData")) return new FormData();
  return /^(tag|locale):/.test(parameter) ? "en-US" : newId();
}

function callsOf(parameters: readonly string[]): unknown[][] {
  const inOnePlace = parameters.flatMap((_, place) =>
    oddities.map((odd) => parameters.map((parameter, nth) => (nth === place ? odd : usual(parameter)))),
  );
  return [[], ...inOnePlace, ...oddities.map((odd) => parameters.map(() => odd))];
}

type Exported = Record<string, (...args: unknown[]) => Promise<unknown>>;

it.each(readActions(process.cwd()).actions)("$file: $name answers whatever it is called with", async (action) => {
  const exported: Exported = await import(/* @vite-ignore */ path.resolve(action.file));
  await Promise.all(callsOf(action.parameters).map((args) => expectAnswer(exported, action, args)));
});

/** An answer is also that it leads elsewhere, or that there is no such thing. */
async function expectAnswer(exported: Exported, { name }: Action, args: readonly unknown[]): Promise<void> {
  const failure: unknown = await exported[name]?.(...args).then(
    () => null,
    (error: unknown) => (isNext(error) ? null : error),
  );
  expect(failure, `${name}(${args.map(String).join(", ")})`).toBeNull();
}

const isNext = (error: unknown): boolean =>
  error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_");
