import { readCommandLine } from "@/lib/core/command-line";
import { databaseUrl, EnvError } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { reasonOf } from "@/lib/core/reason-of";
import { MigrationError, migrate } from "@/lib/db/migrate";
import { requireOwnSession } from "@/lib/db/pooler";

/** `npm run migrate`: brings the database at DATABASE_URL to this version of the shop. */
readCommandLine("Usage: npm run migrate. Brings the database at DATABASE_URL to this version of the shop.", {});

try {
  const url = databaseUrl();
  await requireOwnSession(url);
  const applied = await migrate({ url, onApplied: (name) => log.info({ migration: name }, "applied") });
  log.info(
    { applied: applied.length },
    applied.length === 0 ? "the database is up to date" : "the database is migrated",
  );
} catch (error) {
  const isTold = error instanceof MigrationError || error instanceof EnvError;
  // Postgres, and the way to it, give their errors a code; what has none is a fault of ours.
  const isOutside = error instanceof Error && "code" in error;
  if (isTold) console.error(error.message);
  else console.error(isOutside ? `The Postgres at DATABASE_URL can't be used: ${reasonOf(error)}` : error);
  process.exit(1);
}
