import Link from "next/link";

export interface Crumb {
  name: string;
  /** Absent on the page itself. */
  href?: string;
}

export function Breadcrumbs({ crumbs, label }: { crumbs: Crumb[]; label: string }) {
  return (
    <nav aria-label={label} className="text-sm text-soft">
      <ol className="flex flex-wrap items-center gap-y-1">
        {crumbs.map((crumb, index) => (
          <li key={crumb.href ?? crumb.name} className="flex items-center">
            {index > 0 ? (
              <span aria-hidden className="px-2 text-faint">
                /
              </span>
            ) : null}
            {crumb.href ? (
              <Link href={crumb.href} prefetch={false} className="quiet-link inline-block py-2">
                {crumb.name}
              </Link>
            ) : (
              <span aria-current="page" className="py-2">
                {crumb.name}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
