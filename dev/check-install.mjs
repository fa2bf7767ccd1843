// Any Node since 14 can read this file, so that an old one or a half-done install ends in a sentence and not in a
// stack trace. `npm run shop`, `npm run dev` and `npm test` begin with it.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Ends the process with the sentence that says the cure, when there is something to cure. */
export function checkInstall() {
  const fault = nodeFault() || installFault();
  if (!fault) return;
  console.error(fault);
  process.exit(1);
}

function nodeFault() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return "";
  return (
    `Cartwright needs Node 22.18 or newer, and this is Node ${process.versions.node}. ` +
    "Run `npm ci` and start with `npm run …`: the install brings Node 24 of its own. " +
    "(If it did, its install script was refused: `npm rebuild node` runs it.) Or install Node 24 from https://nodejs.org."
  );
}

/** npm writes the list of what it installed last of all: compare it with what the lockfile asks for, and with what is there. */
function installFault() {
  const cure = `Run \`npm ci\` in ${root}, then start again.`;
  const wanted = readPackages("package-lock.json");
  const installed = readPackages("node_modules/.package-lock.json");
  if (!wanted) return "";
  if (!installed) return `The install is missing or was interrupted. ${cure}`;
  for (const name of Object.keys(wanted)) {
    const { version, optional, devOptional, link, peer } = wanted[name];
    if (name === "" || optional || devOptional || link || peer) continue;
    const label = name.replace(/^.*node_modules\//, "");
    if (!installed[name] || !existsSync(path.join(root, name, "package.json")))
      return `The install is not complete: ${label} is missing. ${cure}`;
    if (installed[name].version !== version) {
      return `The install does not match package-lock.json: ${label} is ${installed[name].version} instead of ${version}. ${cure}`;
    }
  }
  return "";
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  } catch {
    return undefined;
  }
}
