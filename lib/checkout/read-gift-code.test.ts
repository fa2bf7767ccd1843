import { expect, test } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { readGiftCode } from "./read-gift-code";

const database = useDatabase();
const now = new Date("2026-03-02T12:00:00Z");
const ask = (text: string | undefined, address: string) =>
  readGiftCode(database.db, text, { address, secret: "a secret of the tests" }, now);

test("whoever tries codes out is stopped, at their address alone; who types none is not counted", async () => {
  for (let index = 0; index < 70; index += 1) expect((await ask(" ", "10.0.0.1")).problem).toBeNull();
  const tries = await Promise.all(Array.from({ length: 70 }, () => ask("0000-0000-0000-0000", "10.0.0.1")));
  expect(tries.filter(({ problem }) => problem === "too_many")).toHaveLength(10);
  expect((await ask("0000-0000-0000-0000", "10.0.0.2")).codeHash).not.toBeNull();
  expect(await ask("hello", "10.0.0.2")).toEqual({ codeHash: null, problem: "unknown" });
});
