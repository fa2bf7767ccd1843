import Link from "next/link";
import { withQuery } from "./admin-link";

interface FilterChipsProps {
  label: string;
  path: string;
  name: string;
  value: string | undefined;
  /** The rest of the address, kept. */
  query: Record<string, string | undefined>;
  choices: { value: string | undefined; label: string }[];
}

/** One filter of a list, as links: it lives in the address. */
export function FilterChips({ label, path, name, value, query, choices }: FilterChipsProps) {
  return (
    <nav aria-label={label} className="mb-4">
      <ul className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <li key={choice.value ?? ""}>
            <Link
              href={withQuery(path, { ...query, [name]: choice.value })}
              prefetch={false}
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
