import { createHash, randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { lesserUser, reachable, type User } from "../lesser-user";
import { copyPostgres, postgresHome } from "./binaries";

/** Where a cluster lives and as whom it runs. */
export interface Place {
  home: string;
  data: string;
  /** Set when we are root: Postgres refuses to run as root, so it runs as this user. */
  user?: User;
  /** The folder kept outside for it, when the data folder can't be reached. */
  outside?: string;
}

/**
 * Chooses the place for the cluster of one data folder. As root, Postgres must run as somebody else, who has to reach
 * the binaries and the data: under a closed folder (root's home, say) both are kept outside, and a token inside the
 * data folder says which cluster is its own.
 */
export function placeOf(folder: string): Place {
  const home = postgresHome();
  if (process.getuid?.() !== 0) return { home, data: path.join(folder, "postgres") };

  const user = lesserUser();
  if (!user)
    throw new Error(
      "Postgres does not run as root, and there is no user `postgres` or `nobody` to run it as. Run as another user, or set DATABASE_URL.",
    );
  const open = reachable(folder) && reachable(home);
  if (open) {
    const data = path.join(folder, "postgres");
    prepare(data, user);
    return { home, data, user };
  }
  const outside = path.join("/var/tmp", `cartwright-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`);
  adopt(outside, folder);
  const version = createHash("sha256")
    .update(home)
    .update(readFileSync(path.join(home, "..", "package.json")))
    .digest("hex")
    .slice(0, 12);
  const data = path.join(outside, "postgres");
  prepare(data, user);
  return { home: copyPostgres(home, path.join("/var/tmp", `cartwright-postgres-${version}`)), data, user, outside };
}

/** Removes the cluster's files, wherever they are. */
export function removePlace(place: Place): void {
  rmSync(place.data, { recursive: true, force: true });
  if (place.outside) rmSync(place.outside, { recursive: true, force: true });
}

function prepare(data: string, user: User): void {
  mkdirSync(path.dirname(data), { recursive: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chownSync(data, user.uid, user.gid);
}

/** Ties an outside folder to this data folder; one left by an earlier, deleted data folder is emptied. */
function adopt(outside: string, folder: string): void {
  const mine = path.join(folder, "postgres-outside");
  const theirs = path.join(outside, "owner");
  const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");
  if (read(mine) !== "" && read(mine) === read(theirs)) return;
  rmSync(outside, { recursive: true, force: true });
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  mkdirSync(folder, { recursive: true });
  const token = `${randomUUID()} ${outside}\n`;
  writeFileSync(theirs, token);
  writeFileSync(mine, token);
}
