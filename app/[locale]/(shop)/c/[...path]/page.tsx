import Link from "next/link";
export const ensureStatic = "navigation";
export function generateStaticParams() { return [{ path: ["build"] }]; }
export default async function C({ params }: { params: Promise<{ path: string[]; locale: string }> }) {
  const { path, locale } = await params;
  return <main>category {path.join("/")} <Link href={`/${locale}/c/audio?sort=x`}>sort</Link></main>;
}
