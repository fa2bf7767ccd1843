import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { defineConfig } from "prisma/config";

/**
 * The CLI wants a native schema engine that its install step downloads. Where that was not possible, point it at a
 * script that says so and fails: `generate` then works, and nothing that needs the engine can pretend to.
 */
function schemaEngineIsHere(): boolean {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(
    require.resolve("@prisma/engines/package.json", { paths: [require.resolve("prisma/package.json")] }),
  );
  return existsSync(folder) && readdirSync(folder).some((file) => file.startsWith("schema-engine"));
}

if (!process.env.PRISMA_SCHEMA_ENGINE_BINARY && !schemaEngineIsHere()) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = path.join(import.meta.dirname, "prisma/engine/unavailable.sh");
}

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
});
