import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { testType, webhookTypes } from "@/lib/notifications/webhook";
import { composeDocument } from "./compose-document";
import { api } from "./operations";

const root = path.join(process.cwd(), "app/api");
const facets = ["brand", "color", "price"];
const document = composeDocument(facets, "https://shop.example");

/** Somebody else's protocol, described by its own documentation; what pages of the desk send and fetch; and every address that is none. */
const notDescribed = ["/api/auth/{...nextauth}", "/api/imports", "/api/imports/{id}/refused", "/api/{...missing}"];

/** Every handler there is, from the folders: its address and the methods it exports itself. */
const handlers = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)route\.tsx?$/.test(file))
  .map((file) => {
    const source = readFileSync(path.join(root, file), "utf8");
    const address = `/api/${path.dirname(file).replace(/\[([^\]]+)\]/g, "{$1}")}`;
    const methods = ["GET", "POST"].filter((method) =>
      new RegExp(`export (async )?function ${method}\\b|export \\{[^}]*\\bas ${method}\\b`).test(source),
    );
    return { address, methods, source };
  })
  .filter(({ address }) => !notDescribed.includes(address));

describe("the description of the API", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe("3.1");
  });

  it("is refused by the validator when it is wrong", async () => {
    const wrong = structuredClone(document);
    Object.assign(wrong, { paths: { "/api/search": { get: { responses: { 200: {} } } } } });
    expect((await new Validator().validate(wrong)).valid).toBe(false);
  });

  it("knows every handler with every method, and none that isn't there", () => {
    expect(handlers.length).toBeGreaterThan(10);
    const told = Object.entries(api).map(([address, operations]) => [address, Object.keys(operations).toSorted()]);
    const there = handlers.map(({ address, methods }) => [address, methods.toSorted()]);
    expect(told.toSorted()).toEqual(there.toSorted());
  });

  it("describes handlers that refuse every other method in words", () => {
    for (const { address, methods, source } of handlers) {
      const said = /= otherMethods\(([^)]*)\)/.exec(source)?.[1] ?? "";
      expect([address, said]).toEqual([
        address,
        methods
          .toSorted()
          .map((method) => `"${method}"`)
          .join(", "),
      ]);
    }
  });

  it("knows every event that is told to a merchant's addresses, and what its sums are", () => {
    const told = z.record(z.string(), z.object({ post: z.unknown() })).parse(document.webhooks);
    expect(Object.keys(told).toSorted()).toEqual([...webhookTypes, testType].toSorted());
    for (const [type, { post }] of Object.entries(told)) {
      const text = JSON.stringify(post);
      expect([type, text.includes('"amount"')]).toEqual([type, text.includes("In minor units.")]);
    }
  });

  it("tells that the database may be away wherever it is asked", () => {
    const asking = handlers.filter(({ source }) => /\bdb\(\)|orUnavailable/.test(source));
    expect(asking.length).toBeGreaterThan(10);
    for (const { address } of asking)
      for (const { id, replies } of Object.values(api[address] ?? {}))
        expect([id, "503" in replies]).toEqual([id, true]);
  });

  it("gives every parameter of an address and every operation one name", () => {
    const ids = Object.values(api).flatMap((operations) => Object.values(operations).map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const [address, operations] of Object.entries(api))
      for (const { path: parameters } of Object.values(operations))
        expect(Object.keys(parameters?.shape ?? {})).toEqual(
          [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        );
  });

  it("has a parameter for each facet of the catalog but those whose name is taken", () => {
    const text = JSON.stringify(document);
    expect(text).toContain(
      '"name":"brand","in":"query","required":false,"description":"A facet: any of these values."',
    );
    expect(text.match(/"name":"price"/g)).toHaveLength(1);
  });
});
