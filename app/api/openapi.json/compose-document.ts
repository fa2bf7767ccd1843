import { z } from "zod";
import type { Operation, Operations, Reply } from "@/lib/http/operation";
import { problemSchema } from "@/lib/http/problem";
import { facetValuesSchema } from "@/lib/search/api";
import { describeWebhooks, webhookHeaders } from "./describe-webhooks";
import { api } from "./operations";

type Json = Record<string, unknown>;
type Place = "path" | "query" | "header";

/** The whole description, OpenAPI 3.1, with a parameter of `/api/search` for each facet. */
export function composeDocument(facets: readonly string[], server: string): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Cartwright",
      version: "1",
      description:
        "What a shop answers to machines. Every fault is `{ error: { code, message?, field? } }`, an address that is not described here too (404). Within version 1 fields and parameters are added, none is taken away or given another meaning: read what you know.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: server }],
    tags: [
      { name: "catalog", description: "What the shop sells. Public." },
      { name: "drops", description: "Waiting rooms of products that go on sale at one moment." },
      { name: "mail", description: "What mail programs call." },
      { name: "operations", description: "For those who run the shop, and for Stripe." },
      { name: "webhooks", description: "What the shop tells a merchant's own addresses." },
    ],
    paths: Object.fromEntries(
      Object.entries(api).map(([path, operations]) => [
        path,
        describePath(operations, path === "/api/search" ? facetParameters(facets, operations) : []),
      ]),
    ),
    webhooks: describeWebhooks(inPlace("header", webhookHeaders)),
    components: {
      schemas: { Problem: toSchema(problemSchema) },
      securitySchemes: { jobsSecret: { type: "http", scheme: "bearer", description: "JOBS_SECRET" } },
    },
  };
}

const describePath = (operations: Operations, more: Json[]): Json =>
  Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [method.toLowerCase(), describeOperation(operation, more)]),
  );

function describeOperation(
  { id, summary, description, tag, bearer, path, query, headers, body, replies }: Operation,
  more: Json[],
) {
  const parameters = [...inPlace("path", path), ...inPlace("query", query), ...more, ...inPlace("header", headers)];
  return {
    operationId: id,
    summary,
    description,
    tags: [tag],
    ...(bearer ? { security: [{ jobsSecret: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? { requestBody: { required: body.required, content: { [body.type]: { schema: toSchema(body.schema) } } } }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(replies).map(([status, reply]) => [status, describeReply(Number(status), reply)]),
      ),
      ...(query ? { 431: { description: "The address is longer than the server reads. No body." } } : {}),
    },
  };
}

function describeReply(status: number, { description, schema }: Reply): Json {
  if (!schema && status < 400) return { description };
  const content = schema ? toSchema(schema) : { $ref: "#/components/schemas/Problem" };
  return { description, content: { "application/json": { schema: content } } };
}

const inPlace = (place: Place, schema?: z.ZodObject): Json[] =>
  Object.entries(schema?.shape ?? {}).map(([name, field]) =>
    parameter(place, name, z.toJSONSchema(field), isNeeded(field)),
  );

const isNeeded = (field: z.core.$ZodType): boolean => !z.safeParse(field, undefined).success;

/** A list in a query repeats its name: `color=sage&color=sand`. */
function parameter(place: Place, name: string, json: Json, required: boolean): Json {
  const { $schema: _, description, ...schema } = json;
  const list = place === "query" && schema.type === "array" ? { style: "form", explode: true } : {};
  return { name, in: place, required, ...(description ? { description } : {}), ...list, schema };
}

function facetParameters(facets: readonly string[], { GET }: Operations): Json[] {
  const taken = Object.keys(GET?.query?.shape ?? {});
  const values = facetValuesSchema.describe("A facet: any of these values.");
  return facets
    .filter((facet) => !taken.includes(facet))
    .map((facet) => parameter("query", facet, z.toJSONSchema(values), false));
}

function toSchema(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema);
  return json;
}
