import Link from "next/link";

export function Logo({ locale, label }: { locale: string; label: string }) {
  return (
    <Link href={`/${locale}`} prefetch={false} aria-label={label} className="inline-flex min-h-11 items-center">
      {/* The same sign in every language, whatever its letters weigh and wherever its lines begin. */}
      <span lang="en" dir="ltr" className="display text-display-28 leading-none">
        Cartwright<span className="text-accent">.</span>
      </span>
    </Link>
  );
}
