import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Import, readImports, sourcesOf } from "./read-imports";

/** The rooms of the house, in the order of docs/architecture.md: each imports only what stands before it. */
const platform = ["db", "cache", "http", "i18n", "auth", "jobs", "media"];
const domains = [
  // The import of catalogs is a room within a room: it sets prices, so it stands behind pricing.
  ...[
    "catalog",
    "pricing",
    "catalog/import",
    "inventory",
    "merchants",
    "search",
    "cart",
    "payments",
    "shipping",
    "tax",
  ],
  ...["orders", "checkout", "fulfilment", "notifications"],
];

/** Where the queue meets the verbs: these stand above the domain, and only they do. */
const jobRunners = ["handlers", "tasks", "start-worker", "drain-jobs", "worker"].map((name) => `lib/jobs/${name}`);

const root = process.cwd();
const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const imports = readImports(root, ["app", "components", "lib"]).filter(({ from }) => !isTest(from));
const plain = (file: string) => file.replace(/\.\w+$/, "");
const say = (list: Import[]) => [...new Set(list.map(({ from, to }) => `${from} → ${to}`))];

const roomOf = (file: string) => /^lib\/(catalog\/import(?=\/)|[^/]+)/.exec(file)?.[1] ?? "";
const isOurs = (to: string) => /^(app|components|lib|dev|e2e|bench|messages)\//.test(to);

/** How high a file stands; imports point down. */
function levelOf(file: string): number {
  if (jobRunners.includes(plain(file))) return 4;
  const room = roomOf(file);
  if (room === "core" || file.startsWith("messages/")) return 0;
  if (platform.includes(room)) return 1;
  if (domains.includes(room)) return 2;
  if (file.startsWith("components/")) return 3;
  return 5;
}

describe("imports", () => {
  it("reads them at all", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ from: "lib/jobs/queue.ts", to: "lib/db/client", typeOnly: true });
  });

  it("knows every room, and no other", () => {
    const rooms = new Set(sourcesOf(root, "lib").map(roomOf));
    expect([...rooms].toSorted()).toEqual(["core", ...platform, ...domains].toSorted());
  });

  it("point down: app, components, domains, platform, core", () => {
    expect(say(imports.filter(({ from, to }) => isOurs(to) && levelOf(to) > levelOf(from)))).toEqual([]);
  });

  it("go from a domain room only to rooms printed before it", () => {
    const place = (file: string) => domains.indexOf(roomOf(file));
    expect(
      say(imports.filter(({ from, to }) => levelOf(from) === 2 && levelOf(to) === 2 && place(to) > place(from))),
    ).toEqual([]);
  });

  it("never reach into dev, e2e or bench", () => {
    expect(say(imports.filter(({ to }) => /^(dev|e2e|bench)\//.test(to)))).toEqual([]);
  });

  it("bring next only into app, components, queries, actions, auth, i18n and cache", () => {
    const allowed = /^(app|components)\/|\/(queries(-\w+)?|actions)\.ts$|^lib\/(auth|i18n|cache)\//;
    expect(
      say(imports.filter(({ from, to }) => /^(next|next-auth)(\/|$)|^next-intl\//.test(to) && !allowed.test(from))),
    ).toEqual([]);
  });

  it("keep components away from the database", () => {
    expect(
      say(
        imports.filter(
          ({ from, to, typeOnly }) => from.startsWith("components/") && to.startsWith("lib/db/") && !typeOnly,
        ),
      ),
    ).toEqual([]);
  });

  it("have no barrel to go through", () => {
    const files = ["app", "components", "lib"].flatMap((folder) => sourcesOf(root, folder));
    expect(files.filter((file) => /(^|\/)(index|utils|helpers|misc)\.tsx?$/.test(file))).toEqual([]);
  });
});

describe("sources", () => {
  const files = ["app", "components", "lib"]
    .flatMap((folder) => sourcesOf(root, folder))
    .filter((file) => !isTest(file));
  const found = (pattern: RegExp, except: RegExp) =>
    files.filter((file) => !except.test(file) && pattern.test(readFileSync(file, "utf8")));

  it("read the environment in one place", () => {
    expect(found(/process\.env\b/, /^lib\/(core\/(env|log)|auth\/auth-options)\.ts$/)).toEqual([]);
  });

  it("don't keep `use cache` outside queries.ts, pages and layouts", () => {
    expect(found(/^\s*["']use cache["']/m, /(^|\/)queries(-\w+)?\.ts$|^app\//)).toEqual([]);
  });

  it("exist where the rules name them", () => {
    expect(jobRunners.filter((file) => !existsSync(`${file}.ts`))).toEqual([]);
  });
});
