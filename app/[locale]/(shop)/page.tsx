import Link from "next/link";
import { cacheLife, cacheTag } from "next/cache";
import { locale } from "next/root-params";
import { notFound } from "next/navigation";
export const ensureStatic = "navigation";
async function now() { "use cache"; cacheLife("page"); cacheTag("home"); return new Date().toISOString(); }
export default async function Home() {
  const tag = await locale();
  if (tag === "build") notFound();
  return <main>home {tag} {await now()} <Link href={`/${tag}/c/audio`}>audio</Link> <Link href={`/${tag}/c/audio?sort=new`}>audio new</Link><Link href={`/${tag}/p/a-1`}>prod</Link></main>;
}
