import { Fragment } from "react";

/** The words of a query, those left out crossed out where they stand. */
export function CrossedWords({ text, dropped }: { text: string; dropped: readonly string[] }) {
  return partsOf(text, dropped).map(({ part, out }, index) =>
    out ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
      <del className="text-faint" key={index}>
        {part}
      </del>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

/** A text cut at the dropped words, which come in lower case; one that does not stand in it is passed over. */
export function partsOf(text: string, dropped: readonly string[]): { part: string; out: boolean }[] {
  const shown = text.normalize("NFKC");
  const lower = shown.toLowerCase();
  if (lower.length !== shown.length) return [{ part: shown, out: false }];
  const parts: { part: string; out: boolean }[] = [];
  let from = 0;
  for (const word of dropped) {
    const at = lower.indexOf(word, from);
    if (at < 0) continue;
    if (at > from) parts.push({ part: shown.slice(from, at), out: false });
    parts.push({ part: shown.slice(at, at + word.length), out: true });
    from = at + word.length;
  }
  if (from < shown.length) parts.push({ part: shown.slice(from), out: false });
  return parts;
}
