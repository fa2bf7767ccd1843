import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** What tells a browser to compile all of a script while it arrives, beside the main thread, instead of at its first call. */
const hint = "//# allFunctionsCalledOnLoad\n";

/** Smaller scripts are compiled on the main thread whatever they ask for, and are better off compiled as they are called. */
const bytesMin = 65_536;

/**
 * Puts the hint before the large scripts of a finished build: React and the router. Waking a page calls nearly all of
 * them at once; compiled one function after another that is half of a phone's longest task. To a browser that doesn't
 * know the hint it is a comment.
 */
export async function compileAhead(distDir: string): Promise<void> {
  const folder = path.join(distDir, "static/chunks");
  const names = await readdir(folder, { recursive: true });
  await Promise.all(names.filter((name) => name.endsWith(".js")).map((name) => hintAt(path.join(folder, name))));
}

async function hintAt(file: string): Promise<void> {
  if ((await stat(file)).size < bytesMin) return;
  const script = await readFile(file, "utf8");
  if (!script.startsWith(hint)) await writeFile(file, hint + script);
}
