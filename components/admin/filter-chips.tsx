import Link from "next/link";
import { withQuery } from "./with-query";

interface FilterChipsProps {
  label: string;
  path: string;
  name: string;
  value: string | undefined;
  /** The rest of the address, kept. */
  query?: Record<string, string | undefined>;
  /** What it is called when nothing is chosen, where that can be. */
  all?: string;
  choices: { value: string; label: string }[];
  /** Below the page's top: the page stays where it is. */
  stay?: boolean;
}

/** One filter of a page, as links: it lives in the address. */
export function FilterChips({ label, path, name, value, query = {}, all, choices, stay = false }: FilterChipsProps) {
  return (
    <nav aria-label={label} className="mb-4">
      <ul className="flex flex-wrap gap-2">
        {[...(all ? [{ value: undefined, label: all }] : []), ...choices].map((choice) => (
          <li key={choice.value ?? ""}>
            <Link
              href={withQuery(path, { ...query, [name]: choice.value })}
              prefetch={false}
              scroll={!stay}
              aria-current={choice.value === value ? "true" : undefined}
              className="chip aria-[current=true]:border-ink aria-[current=true]:bg-ink aria-[current=true]:text-paper"
            >
              {choice.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
