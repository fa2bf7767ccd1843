import { beforeAll, expect, it } from "vitest";
import { idleForm } from "@/components/ui/form-state";
import { standAtDesk } from "@/dev/testing/at-the-desk";
import { makeWorld } from "@/dev/testing/fixtures";
import { formOf } from "@/dev/testing/form-of";
import { hire } from "@/dev/testing/hire";
import { useDatabase } from "@/dev/testing/use-database";
import { newId } from "@/lib/core/ids";
import { addRule, boost, dropRule, pin, saveRule, turnRule, unboost, unpin } from "./actions";

const database = useDatabase();

beforeAll(async () => {
  const { db } = database;
  const { merchantId } = await makeWorld(db);
  standAtDesk(await hire(db, { merchantId, role: "owner" }));
});

const rule = formOf({ query: "tea\u0000", language: "", match: "exact" });
const group = formOf({ group: "brand brand:halden\u0000", strength: "up" });
const none = { productId: "none", ruleId: "none", on: "brand", key: "brand:halden" };

it.each([
  ["saved", () => saveRule("en-US", { ruleId: "none", seen: "" }, idleForm, rule), "errors.not_found"],
  ["turned off", () => turnRule("en-US", "none", false, idleForm, formOf({})), "errors.not_found"],
  ["removed", () => dropRule("en-US", "none", idleForm, formOf({ confirm: "none" })), "errors.not_found"],
  [
    "pinned to",
    () => pin("en-US", "none", idleForm, formOf({ productId: newId(), position: "1" })),
    "errors.not_found",
  ],
  ["unpinned from", () => unpin("en-US", none, idleForm, formOf({})), "errors.not_found"],
  ["unboosted", () => unboost("en-US", none, idleForm, formOf({})), "errors.not_found"],
])("a rule that none of ours is can't be %s, and that is told", async (_verb, act, message) => {
  expect(await act()).toMatchObject({ status: "failed", message });
});

it("a page of before a deployment is told so", async () => {
  const outdated = { status: "failed", message: "outdated" };
  // Such a page names the rule alone, not how it was drawn.
  const named: unknown[] = ["en-US", newId(), idleForm, rule];
  expect(await Reflect.apply(saveRule, null, named)).toMatchObject(outdated);
  expect(await addRule("en-US", idleForm, rule)).toMatchObject(outdated);
});

it("a group that none of ours is can't be boosted, and that is told", async () => {
  expect(await boost("en-US", newId(), idleForm, group)).toMatchObject({ errors: { group: "errors.boost_unknown" } });
  expect(await unboost("en-US", { ...none, key: "\u0000" }, idleForm, formOf({}))).toMatchObject({
    message: "errors.boost_unknown",
  });
});
