import Link from "next/link";

export function Logo({ locale, label }: { locale: string; label: string }) {
  return (
    <Link
      href={`/${locale}`}
      prefetch={false}
      aria-label={label}
      dir="ltr"
      className="display inline-flex min-h-11 items-center text-display-28 leading-none"
    >
      Cartwright<span className="text-accent">.</span>
    </Link>
  );
}
