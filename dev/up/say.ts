const color = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code: number, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);

export function say(sentence: string): void {
  console.log(sentence);
}

/** Something that went wrong while the shop is open, and goes on. */
export function warn(sentence: string): void {
  console.log(`${paint(33, "!")} ${sentence}`);
}

export const faint = (text: string) => paint(2, text);
export const strong = (text: string) => paint(1, text);

/** Says what is being done, then that it is done and how long it took. */
export async function step<T>(title: string, work: (tell: (sentence: string) => void) => Promise<T>): Promise<T> {
  const began = performance.now();
  say(`${faint("·")} ${title} …`);
  const value = await work((sentence) => say(`  ${faint(sentence)}`));
  const seconds = (performance.now() - began) / 1_000;
  say(`${paint(32, "✓")} ${title} ${faint(`(${seconds.toFixed(1)} s)`)}`);
  return value;
}
