import { z } from "zod";
import { databaseShape, envSchema, mediaDirSchema, meilisearchShape, namedStatementsSchema } from "./env-schema";
import { findQuoted, tidyVariables } from "./tidy-variables";

/** A variable that is missing or wrong; the message is a sentence that tells the cure. */
export class EnvError extends Error {}

export type Env = z.infer<typeof envSchema>;

/** Every variable that is read here. */
export const variableNames = Object.keys(envSchema.shape);

/** Parses a set of variables. Throws EnvError with one sentence a fault. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = tidyVariables(variables, variableNames);
  const quoted = findQuoted(given);
  const parsed = envSchema.safeParse(given);
  if (parsed.success && quoted.length === 0) return parsed.data;
  const issues = (parsed.error?.issues ?? []).filter(({ path: [name] }) => !quoted.includes(String(name)));
  const sentences = [
    ...quoted.map(inQuotes),
    ...issues.map(({ message, path: [name] }) =>
      message.includes(String(name)) ? message : `${String(name)}: ${message}`,
    ),
  ];
  throw new EnvError(
    `The environment is not complete (see .env.example):\n${sentences.map((each) => `- ${each}`).join("\n")}`,
  );
}

const inQuotes = (name: string) =>
  `${name} stands in quotes, and they are taken for a part of it. Leave them out: whatever set it reads no quotes.`;

let parsed: Env | undefined;

/** The environment, parsed once. Of the shop only the log reads process.env besides: it has to tell what is wrong here. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/**
 * The database's address past any pooler: for the queue, whose sessions keep a lock each, and for the tools, which need
 * nothing else.
 */
export function databaseUrl(): string {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = readSome(databaseShape);
  return DATABASE_DIRECT_URL ?? DATABASE_URL;
}

/** Whether statements have names, likewise. */
export function namedStatements(): "on" | "off" {
  return readSome({ DATABASE_NAMED_STATEMENTS: namedStatementsSchema }).DATABASE_NAMED_STATEMENTS;
}

/** The folder of pictures, likewise. */
export function mediaDir(): string {
  const { MEDIA_DIR } = readSome({ MEDIA_DIR: mediaDirSchema });
  return MEDIA_DIR;
}

export interface MeilisearchEnv {
  url: string;
  key?: string;
  /** Begins the names of the indexes. */
  prefix: string;
}

/** The Meilisearch that is configured, or null; by itself, for the tools that need nothing else. */
export function meilisearchEnv(): MeilisearchEnv | null {
  const { MEILI_URL: url, MEILI_KEY: key, MEILI_INDEX_PREFIX: prefix } = readSome(meilisearchShape);
  return url ? { url, ...(key ? { key } : {}), prefix } : null;
}

function readSome<Shape extends z.ZodRawShape>(shape: Shape): z.infer<z.ZodObject<Shape>> {
  const given = tidyVariables(process.env, Object.keys(shape));
  const [quoted] = findQuoted(given);
  if (quoted) throw new EnvError(inQuotes(quoted));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  throw new EnvError(parsed.error.issues[0]?.message);
}
