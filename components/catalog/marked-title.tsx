import type { TitleRange } from "@/lib/search/match-title";

/** A title with the words a shopper searched for marked. */
export function MarkedTitle({ title, matches }: { title: string; matches: TitleRange[] }) {
  const starts = matches.map(([from, to], index) => ({ before: matches[index - 1]?.[1] ?? 0, from, to }));
  return (
    <>
      {starts.map(({ before, from, to }) => (
        <span key={from}>
          {title.slice(before, from)}
          <mark className="rounded-[0.2em] bg-accent/14 px-[0.1em] -mx-[0.1em] text-inherit">
            {title.slice(from, to)}
          </mark>
        </span>
      ))}
      {title.slice(matches.at(-1)?.[1] ?? 0)}
    </>
  );
}
