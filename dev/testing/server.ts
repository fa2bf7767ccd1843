import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../lib/db/migrate";
import { startScratchServer } from "../postgres/scratch";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string to the server's maintenance database. */
    server: string;
    /** A migrated, empty database to clone. */
    template: string;
  }
}

/** Once a run: a Postgres (its own, or the one at TEST_DATABASE_URL) with a migrated template that test files clone. */
export default async function setup(project: TestProject) {
  const scratch = process.env.TEST_DATABASE_URL ? null : await startScratchServer();
  const server = process.env.TEST_DATABASE_URL ?? scratch?.url("postgres") ?? "";
  const template = `test_template_${process.pid}_${Date.now()}`;
  await administer(server, `create database ${template}`);
  await migrate({ url: urlTo(server, template) });
  project.provide("server", server);
  project.provide("template", template);
  return async () => {
    if (scratch) await scratch.stop();
    else await administer(server, `drop database if exists ${template} with (force)`);
  };
}

export async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function urlTo(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
