import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/**
 * The SQL that turns a database built by `prisma/migrations` into what `prisma/schema` describes; empty when they agree.
 * Prisma's own engine compares them, compiled to WebAssembly: the CLI's native one cannot be had on every machine.
 * `server` is a connection string to a server on which a scratch database may be made.
 */
export async function diffMigrationsToSchema(root: string, server: string): Promise<string> {
  const scratch = `shadow_${process.pid}_${Date.now()}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${scratch}`);
  try {
    const url = new URL(server);
    url.pathname = `/${scratch}`;
    const pool = new pg.Pool({ connectionString: url.href, Client: InternalCharClient });
    // The engine never gives its connections back: dropping the scratch database below ends them.
    pool.on("error", () => undefined);
    const engine = await openEngine(pool);
    const schema = readSchema(path.join(root, "prisma/schema"));
    const filters = { externalTables: [], externalEnums: [] };
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...readMigrations(path.join(root, "prisma/migrations")) },
      to: { tag: "schemaDatamodel", files: schema },
      script: true,
      exitCode: null,
      filters,
    });
    engine.free();
    const script = (stdout ?? "").trim();
    return script === "-- This is an empty migration." ? "" : script;
  } finally {
    await client.query(`drop database if exists ${scratch} with (force)`);
    await client.end();
  }
}

/**
 * The adapter refuses Postgres's internal type "char" (18), which the engine's catalog queries select: call it text (25)
 * on the way in, and the one column the engine insists on reading as a character, a character on the way out.
 */
class InternalCharClient extends pg.Client {
  _handleRowDescription(message: { fields: pg.FieldDef[] }) {
    for (const field of message.fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
    const inherited: unknown = Reflect.get(pg.Client.prototype, "_handleRowDescription");
    if (typeof inherited === "function") inherited.call(this, message);
  }
}

async function openEngine(scratch: pg.Pool) {
  const require = createRequire(import.meta.url);
  const file = readFileSync(
    path.join(path.dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg")), "schema_engine_bg.wasm"),
  );
  const { instance } = await WebAssembly.instantiate(file, { "./schema_engine_bg.js": { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(scratch));
  const connectToShadowDb = async () => {
    const connected = await factory.connect();
    if (!connected.ok) return connected;
    const { queryRaw } = connected.value;
    connected.value.queryRaw = async (query) => {
      const answer = await queryRaw(query);
      const column = answer.ok ? answer.value.columnNames.indexOf("constraint_type") : -1;
      if (answer.ok && column >= 0) answer.value.columnTypes[column] = ColumnTypeEnum.Character;
      return answer;
    };
    return connected;
  };
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, { ...factory, connectToShadowDb });
}

function readSchema(folder: string) {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".prisma"))
    .sort()
    .map((file) => ({ path: path.join(folder, file), content: readFileSync(path.join(folder, file), "utf8") }));
}

function readMigrations(folder: string) {
  const directories = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: directories.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(path.join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
