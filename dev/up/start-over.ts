import { existsSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runningCluster } from "../postgres/cluster";
import { placeOf, removePlace } from "../postgres/place";
import { portsFile } from "./choose-ports";
import { galleriesMark } from "./fill-catalog";
import { secretsFile } from "./secrets";
import { ShopError } from "./shop-error";

/** All a shop ever puts into its data folder. Nothing else is touched. */
const ours = [
  "postgres",
  "postgres-outside",
  "media",
  "mail",
  "logs",
  "payment-sandbox.jsonl",
  "children.json",
  galleriesMark,
  secretsFile,
  portsFile,
];

/** What a database is not whole without: what it keeps secret is sealed with these, its pictures are those. */
const ofTheDatabase = [secretsFile, "media", galleriesMark];

/**
 * `--fresh`: deletes what the shop kept in its data folder, and only there. A database of the person's own stays, and
 * what belongs to it.
 */
export async function startOver(
  data: string,
  root: string,
  { databaseUrl }: { databaseUrl: string | undefined },
  tell: (sentence: string) => void,
): Promise<void> {
  if (!existsSync(data)) return;
  const places = [path.parse(data).root, os.homedir(), root];
  if (places.includes(data) || isWithin(root, data))
    throw new ShopError(
      `SHOP_DATA is ${data}: --fresh does not delete anything there. Give the shop a folder of its own.`,
    );
  const names = readdirSync(data).filter((name) => name !== "running.json");
  if (names.length > 0 && !names.includes(secretsFile))
    throw new ShopError(`${data} does not look like a shop's data folder: --fresh leaves it alone.`);
  const place = placeOf(data);
  await (await runningCluster(place))?.stop();
  removePlace(place);
  const kept = databaseUrl ? ofTheDatabase : [];
  if (databaseUrl) tell(`The database at DATABASE_URL stays, and so do its secrets and pictures in ${data}.`);
  for (const name of ours.filter((each) => !kept.includes(each)))
    rmSync(path.join(data, name), { recursive: true, force: true });
}

function isWithin(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === "" || (!way.startsWith("..") && !path.isAbsolute(way));
}
