/**
 * The arguments a message takes, by kind: `{count, plural, one {# cup} other {# cups of {name}}}` → count plural, name.
 * Enough of ICU's grammar to compare languages; throws where braces don't match.
 */
export function icuArguments(message: string): Map<string, string> {
  const found = new Map<string, string>();
  const end = readMessage(message, 0, found);
  if (end !== message.length) throw new Error(`A brace too many in: ${message}`);
  return found;
}

/** Reads text up to the brace that closes it, or the end. Returns where it stopped. */
function readMessage(message: string, from: number, found: Map<string, string>): number {
  let at = from;
  while (at < message.length && message[at] !== "}")
    at = message[at] === "{" ? readArgument(message, at + 1, found) : at + 1;
  return at;
}

function readArgument(message: string, from: number, found: Map<string, string>): number {
  const head = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(message.slice(from));
  if (!head) throw new Error(`No argument after a brace in: ${message}`);
  const [all, name = "", kind = "text"] = head;
  found.set(name, kind);
  let at = from + all.length;
  while (at < message.length && message[at] !== "}")
    at = message[at] === "{" ? readMessage(message, at + 1, found) + 1 : at + 1;
  if (at >= message.length) throw new Error(`A brace is not closed in: ${message}`);
  return at + 1;
}
