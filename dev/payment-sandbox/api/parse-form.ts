export type FormValue = string | FormValue[] | { [key: string]: FormValue };

type Branch = Map<string, Branch | string>;
const depthMax = 12;

/**
 * Reads `a=1&b[c]=2&d[0][e]=3&f[]=4` as Stripe does. Every leaf is a string; whoever parses the parameters gives it its type.
 */
export function parseForm(encoded: string): { [key: string]: FormValue } {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(encoded)) plant(root, pathOf(name), value);
  return Object.fromEntries([...root].map(([key, branch]) => [key, settle(branch)]));
}

function pathOf(name: string): string[] {
  const bracket = name.indexOf("[");
  if (bracket < 1 || !name.endsWith("]")) return [name];
  return [name.slice(0, bracket), ...name.slice(bracket + 1, -1).split("][")].slice(0, depthMax);
}

function plant(root: Branch, path: string[], value: string): void {
  let branch = root;
  for (const [i, step] of path.entries()) {
    const key = step === "" ? String(branch.size) : step;
    if (i === path.length - 1) {
      branch.set(key, value);
      return;
    }
    const next = branch.get(key);
    const child: Branch = next instanceof Map ? next : new Map();
    branch.set(key, child);
    branch = child;
  }
}

function settle(branch: Branch | string): FormValue {
  if (typeof branch === "string") return branch;
  const keys = [...branch.keys()];
  const isList = keys.length > 0 && keys.every((key, i) => key === String(i));
  if (isList) return [...branch.values()].map(settle);
  return Object.fromEntries([...branch].map(([key, child]) => [key, settle(child)]));
}
