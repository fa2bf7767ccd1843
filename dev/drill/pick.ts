/** One of these, each as likely as its weight says. */
export function pickWeighted<Name extends string>(weights: Readonly<Record<Name, number>>, next: () => number): Name {
  const names = Object.keys(weights) as Name[];
  let dice = next() * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    dice -= weights[name];
    if (dice < 0) return name;
  }
  throw new Error("nothing to pick from");
}
