import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sourcesOf } from "@/dev/rules/read-imports";
import { type Model, readSchema } from "@/dev/rules/read-schema";
import { readStatements, type Statement, statementsIn } from "@/dev/rules/read-sql";

const families = ["products", "customers", "merchants"];
const keyColumns: Record<string, string> = {
  products: "product_id",
  customers: "customer_id",
  merchants: "merchant_id",
};

/** Table name → family, for the tables that are spread over shards, and those of the projection, which is beside them. */
function familiesOf(models: Model[]): Map<string, string> {
  const snake = (name: string) => name.replace(/(?<!^)([A-Z])/g, "_$1").toLowerCase();
  return new Map(
    models
      .filter(({ file }) => [...families, "projection"].includes(file))
      .map(({ name, file }) => [snake(name), file]),
  );
}

const tableOf = familiesOf(readSchema("prisma/schema"));

/** The breaches a reader of text can see; the rest is held by review. */
function breachesOf({ file, sql }: Statement): string[] {
  const tables = [...sql.matchAll(/\b(?:from|join|update|into|using)\s+(?:only\s+)?"?(\w+)"?/gi)].map(
    ([, table = ""]) => table.toLowerCase(),
  );
  const met = [...new Set(tables.map((table) => tableOf.get(table)).filter((family) => family !== undefined))];
  const touched = met.filter((family) => families.includes(family));
  const keys = touched.map((family) => keyColumns[family] ?? "");
  const setInConflict = /on conflict.*?do update set(.*)$/i.exec(sql)?.[1] ?? "";
  const setInUpdate =
    /\bupdate\s+"?\w+"?(?:\s+(?:as\s+)?\w+)?\s+set(.*?)(?:\bwhere\b|\bfrom\b|$)/i.exec(sql)?.[1] ?? "";
  const volatile = /\b(random|gen_random_uuid|uuidv7|clock_timestamp|nextval)\s*\(/i;
  const faults = [
    met.length > 1 && `joins the families ${met.join(" and ")}`,
    /\bnow\s*\(|current_timestamp/i.test(setInConflict) && "uses now() in DO UPDATE SET",
    touched.length > 0 &&
      (volatile.test(setInUpdate) || volatile.test(setInConflict)) &&
      "uses a volatile function in an update",
    touched.length > 0 &&
      /skip locked/i.test(sql) &&
      !keys.every((key) => new RegExp(`\\b${key}"?\\s*=\\s*(any\\s*\\()?\\$`, "i").test(sql)) &&
      "skips locked rows without its key",
    touched.length > 0 && /\bupdate\b.*\bfrom\s*\(\s*values\b/i.test(sql) && "updates from VALUES",
    touched.length > 0 &&
      keys.some(
        (key) =>
          new RegExp(`(?:^|,)\\s*"?${key}"?\\s*=`, "i").test(`${setInUpdate}`) ||
          new RegExp(`(?:^|,)\\s*"?${key}"?\\s*=`, "i").test(setInConflict),
      ) &&
      "writes its family's key",
  ];
  return faults.filter((fault) => typeof fault === "string").map((fault) => `${file}: ${fault}: ${sql.slice(0, 90)}`);
}

describe("SQL in the sources", () => {
  it("keeps the rules of sharding that a lint can see", () => {
    const statements = readStatements(process.cwd(), "lib");
    expect(statements.length).toBeGreaterThan(5);
    expect(statements.flatMap(breachesOf)).toEqual([]);
  });

  it("is judged by a lint that sees each kind of breach", () => {
    const judge = (sql: string) => breachesOf({ file: "f", sql }).map((fault) => fault.split(": ")[1]);
    expect(judge("select 1 from variant join order_line using (product_id)")).toEqual([
      "joins the families products and customers",
    ]);
    expect(
      judge("select (select 1 from stock_level l where l.product_id = e.product_id) from catalog_entry e"),
    ).toEqual(["joins the families products and projection"]);
    expect(judge("insert into cart_line values ($) on conflict (a) do update set added_at = now()")).toEqual([
      "uses now() in DO UPDATE SET",
    ]);
    expect(judge("update stock_level set held = random() where product_id = $")).toEqual([
      "uses a volatile function in an update",
    ]);
    expect(judge("select * from stock_hold where status = $ for update skip locked")).toEqual([
      "skips locked rows without its key",
    ]);
    expect(judge("select * from stock_hold where product_id = $ for update skip locked")).toEqual([]);
    expect(judge("update price set amount = v.amount from (values ($, $)) v where price.product_id = $")).toEqual([
      "updates from VALUES",
    ]);
    expect(judge('update "order" set customer_id = $ where customer_id = $')).toEqual(["writes its family's key"]);
    expect(judge("insert into catalog_entry values ($) on conflict (product_id) do update set product_id = $")).toEqual(
      [],
    );
  });

  it("is read out of templates whole", () => {
    const hole = (inside: string) => `\u0024{${inside}}`;
    const source = `await tx.$queryRaw<{ a: number }[]>\`select ${hole("a")} -- why
      from variant where x = ${hole(`list.map((v) => \`${hole("v")}\`)`)}\`;`;
    expect(statementsIn(source)).toEqual(["select $ from variant where x = $"]);
  });
});

/** What is written there is never changed nor taken away: balances, stock and histories can be rebuilt from it. */
const appendOnly = ["stock_ledger", "order_event", "gift_card_entry", "store_credit_entry", "audit_entry"];

/** Whether a statement, or a call of the client, changes or takes away what is there to stay. */
function rewrites(text: string): boolean {
  const tables = appendOnly.join("|");
  const clients = appendOnly
    .map((table) => table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))
    .join("|");
  return [
    `\\b(?:update|delete\\s+from|truncate(?:\\s+table)?|merge\\s+into)\\s+(?:only\\s+)?"?(?:${tables})\\b`,
    `\\binsert\\s+into\\s+"?(?:${tables})\\b(?:(?!\\binsert\\s+into\\b)[^\`])*\\bdo\\s+update\\b`,
    `\\b(?:${clients})\\s*\\??\\.\\s*(?:update|upsert|delete)\\w*`,
  ].some((pattern) => new RegExp(pattern, "i").test(text));
}

describe("tables that are only added to", () => {
  it("are changed by no statement and no call of the sources", () => {
    const sources = ["lib", "app", "components"]
      .flatMap((folder) => sourcesOf(process.cwd(), folder))
      .filter((file) => !/\.test\.tsx?$/.test(file) && !file.startsWith("lib/db/generated/"));
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((file) => rewrites(readFileSync(file, "utf8")))).toEqual([]);
  });

  it("are all known by their name in the schema", () => {
    const models = readSchema("prisma/schema").map(({ name }) => name.replace(/(?<!^)([A-Z])/g, "_$1").toLowerCase());
    expect(appendOnly.filter((table) => !models.includes(table))).toEqual([]);
  });

  it("are held by a lint that sees each way to change one", () => {
    for (const breach of [
      "update stock_ledger set on_hand_delta = 0 where product_id = $",
      'DELETE FROM "order_event" WHERE customer_id = $',
      "truncate gift_card_entry",
      "insert into store_credit_entry values ($) on conflict (entry_id) do update set delta = $",
      "await tx.orderEvent.updateMany({ data })",
      "await db.stockLedger\n  .deleteMany({})",
      "tx.giftCardEntry.upsert({})",
    ])
      expect(rewrites(breach), breach).toBe(true);
    for (const fine of [
      "insert into stock_ledger values ($)",
      "with l as (insert into stock_ledger values ($)) insert into stock_level values ($) on conflict (a) do update set b = $",
      "select * from order_event where customer_id = $ for update",
      "await tx.storeCreditEntry.create({ data })",
      "update gift_card set balance = 0 where code_hash = $",
    ])
      expect(rewrites(fine), fine).toBe(false);
  });
});
