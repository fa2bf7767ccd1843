import Link from "next/link";
import type { ListCategory } from "./list-view";

export function NarrowerLists({ lists }: { lists: ListCategory[] }) {
  return (
    <ul>
      {lists.map(({ name, href, count }) => (
        <li key={href}>
          <Link
            prefetch={false}
            className="flex min-h-9 items-center justify-between gap-3 py-1 text-md text-soft hover:text-ink hover:underline lg:min-h-8 lg:text-sm"
            href={href}
          >
            <span className="min-w-0">{name}</span>
            <span className="text-xs text-faint tabular-nums">{count}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
