import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Import {
  /** Importing file, from the root: `lib/orders/place-order.ts`. */
  from: string;
  /** What it imports: a file of ours from the root without its ending, or a package's specifier. */
  to: string;
  typeOnly: boolean;
}

/** Every import in the project's own sources, aliases and relative paths resolved. */
export function readImports(root: string, folders: readonly string[]): Import[] {
  return folders.flatMap((folder) => sourcesOf(root, folder)).flatMap((file) => importsOf(root, file));
}

export function sourcesOf(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name.split(path.sep).join("/")))
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith(".d.ts") && !file.startsWith("lib/db/generated/"));
}

const pattern =
  /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^;'"]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

function importsOf(root: string, file: string): Import[] {
  const source = readFileSync(path.join(root, file), "utf8");
  return [...source.matchAll(pattern)].map(([, type, from, dynamic]) => ({
    from: file,
    to: resolve(file, from ?? dynamic ?? ""),
    typeOnly: type !== undefined,
  }));
}

function resolve(file: string, specifier: string): string {
  const ours = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? path.posix.join(path.posix.dirname(file), specifier)
      : null;
  return ours === null ? specifier : ours.replace(/\.(ts|tsx)$/, "");
}
