import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
export const ensureStatic = "navigation";
export function generateStaticParams() { return [{ slug: "build" }]; }
async function get(slug: string) { "use cache"; cacheLife("page"); cacheTag(`p:${slug}`); if (!slug.startsWith("a-")) return null; return new Date().toISOString(); }
export default async function P({ params }: { params: Promise<{ slug: string; locale: string }> }) {
  const { slug } = await params;
  const d = await get(slug);
  if (!d) notFound();
  return <main>product {slug} {d}</main>;
}
