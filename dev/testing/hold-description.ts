import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { composeDocument } from "@/app/api/openapi.json/compose-document";
import { listFacetKeys } from "@/lib/search/know-facets";
import type { TestDatabase } from "./use-database";

type Handler = (request: Request) => Promise<Response>;

const garbage = [
  "",
  "%",
  "%zz",
  "%00",
  "%ff%fe",
  "%ED%A0%80",
  "%F0%9F%AB%96",
  "%0d%0a",
  "+",
  "&",
  "=",
  "#",
  ";",
  "[]",
  "[$ne]",
];
const objects = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];
const meant = [
  "q",
  "locale",
  "page",
  "sort",
  "price",
  "stock",
  "f",
  "category",
  "color",
  "brand",
  "facet",
  "contains",
  "ids",
  "exact",
  "all",
];
const good = [
  "mug",
  "tea kettle under 50",
  "en-US",
  "ja-JP",
  "de-DE",
  "1",
  "2",
  "416",
  "price-asc",
  "40-260",
  "-99.50",
  "color:sage",
  "brand",
  "kitchen",
];
const numbers = [
  "0",
  "-1",
  "1e9",
  "1000000000",
  "1.5",
  "NaN",
  "Infinity",
  "9".repeat(40),
  "-0",
  "0x10",
  "１２",
  "٣",
  "1e309",
  "0-0",
  "-5-10",
  "9999999999-",
  "1-2-3",
  "1,5-2,5",
];
const words = [
  "'; drop table product; --",
  "a | b & !c <-> :*",
  '"open',
  "\\",
  "{a,b}",
  "$1",
  "a:b:c",
  "../../etc",
  "\u202ething",
  "ﷺ",
  "🫖",
  "x".repeat(1_001),
  "a ".repeat(5_000),
];

/** Right for each of them: what chance asks of some is hardly ever. */
const wellAsked = `locale=en-US&q=mug&facet=brand&ids=${"0".repeat(8)}-0000-7000-8000-${"0".repeat(12)}`;

const written = fc.oneof(
  fc.constantFrom(...garbage),
  fc
    .oneof(fc.constantFrom(...objects, ...good, ...numbers, ...words), fc.string({ unit: "binary" }), fc.string())
    .map((text) => encodeURIComponent(text.toWellFormed())),
);
const name = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...meant) },
  { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...objects), written) },
);
/** Most of them of a market there is, or nothing behind it would be asked. */
export const anyQuery = fc
  .tuple(
    fc.constantFrom("locale=en-US&", "locale=de-DE&", "locale=ja-JP&", ""),
    fc.array(fc.tuple(name, written), { maxLength: 5 }),
  )
  .map(([market, pairs]) => market + pairs.map((pair) => pair.join("=")).join("&"));

const operation = z.object({
  responses: z.record(
    z.string(),
    z.object({ content: z.record(z.string(), z.object({ schema: z.looseObject({}) })).optional() }),
  ),
});
const described = z.object({
  paths: z.record(z.string(), z.object({ get: operation.optional() })),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});

/** Whatever is asked, the answer is one that `/api/openapi.json` tells of, to the last field, and no fault of ours. */
export function holdDescription(database: TestDatabase, handlers: Record<string, Handler>, runs: number): void {
  it.each(Object.entries(handlers))(
    "%s answers whatever is asked as it is described",
    async (path, handler) => {
      const { paths, components } = described.parse(
        composeDocument(await listFacetKeys(database.db), "http://localhost"),
      );
      const schemaOf = (status: number) => {
        const schema = paths[path]?.get?.responses[status]?.content?.["application/json"]?.schema;
        const shared = String(schema?.$ref ?? "")
          .split("/")
          .at(-1);
        return z.fromJSONSchema((shared ? components.schemas[shared] : schema) ?? false);
      };
      const schemas = new Map([200, 400].map((status) => [status, schemaOf(status)]));
      const answered = new Set<number>();
      await fc.assert(
        fc.asyncProperty(anyQuery, async (asked) => {
          const reply = await handler(
            new Request(`http://localhost${path}?${asked}`, { headers: { "x-forwarded-for": "127.0.0.1" } }),
          );
          expect([200, 400], asked).toContain(reply.status);
          expect(schemas.get(reply.status)?.safeParse(await reply.json()).error, asked).toBeUndefined();
          answered.add(reply.status);
        }),
        { numRuns: runs, examples: [[wellAsked], ["locale=nowhere"]] },
      );
      expect([...answered].toSorted()).toEqual([200, 400]);
    },
    180_000,
  );
}
