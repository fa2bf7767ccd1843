import { expect, it } from "vitest";
import { useDatabase } from "@/dev/testing/use-database";
import { attempts } from "./attempts";
import { requestFor } from "./request-for";

const database = useDatabase();

it.each([
  ["Schraubenkoffer 1000 g 0,5 l", "koff"],
  ["Sitzmöbel 1000 g 0,5 l", "hock"],
])("looks for the compounds of “%s” once, in however many units it is read", async (text, end) => {
  const asked: string[] = [];
  const counted = new Proxy(database.db, {
    get(db, key) {
      if (key !== "$queryRaw") return Reflect.get(db, key);
      return (statement: TemplateStringsArray, ...values: unknown[]) => {
        if (String(statement).includes("word like any")) asked.push(JSON.stringify(values));
        return db.$queryRaw(statement, ...values);
      };
    },
  });
  const request = requestFor("de", text);
  for await (const attempt of attempts(counted, request, {})) expect(attempt.listing.request.language).toBe("de");
  expect(asked.filter((values) => values.includes(end))).toHaveLength(1);
});

it.each([
  ["camping", "all"],
  ["weights", "anchored"],
] as const)("%s, by which nothing is called, is looked for %s", async (text, mode) => {
  const { value } = await attempts(database.db, requestFor("en", text), {}).next();
  expect(value?.listing.mode).toBe(mode);
});
