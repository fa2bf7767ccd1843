import { databaseUrl, EnvError } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { MigrationError, migrate } from "@/lib/db/migrate";

/** `npm run migrate`: brings the database at DATABASE_URL to this version of the shop. */
try {
  const applied = await migrate({ url: databaseUrl(), onApplied: (name) => log.info({ migration: name }, "applied") });
  log.info(
    { applied: applied.length },
    applied.length === 0 ? "the database is up to date" : "the database is migrated",
  );
} catch (error) {
  console.error(error instanceof MigrationError || error instanceof EnvError ? error.message : error);
  process.exit(1);
}
