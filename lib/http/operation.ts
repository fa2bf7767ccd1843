import type { z } from "zod";

/** A handler as the API's description tells it, by the schemas it parses and answers with. */
export interface Operation {
  id: string;
  summary: string;
  description: string;
  tag: "catalog" | "drops" | "mail" | "operations";
  /** Opened by `Authorization: Bearer <JOBS_SECRET>`. */
  bearer?: true;
  path?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: { type: string; schema: z.ZodType; required: boolean };
  /** By status. Those of `problem` need only words. */
  replies: Record<number, Reply>;
}

export interface Reply {
  description: string;
  /** Left out: no body, or a problem from 400 up. */
  schema?: z.ZodType;
}

/** What `orUnavailable` answers. */
export const unavailable: Reply = {
  description: "The database does not answer: `Retry-After` says when to ask again.",
};

export type Method = "GET" | "POST";
export type Operations = Partial<Record<Method, Operation>>;
