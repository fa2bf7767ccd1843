import { Suspense } from "react";
export function generateStaticParams() { return [{ path: ["build"] }]; }
async function Inner({ params, searchParams }: { params: Promise<{ path: string[]; locale: string }>; searchParams: Promise<Record<string, string>> }) {
  const { path } = await params;
  return <main>browse {path.join("/")} {JSON.stringify(await searchParams)}</main>;
}
export default function C(p: { params: Promise<{ path: string[]; locale: string }>; searchParams: Promise<Record<string, string>> }) {
  return <Suspense><Inner {...p} /></Suspense>;
}
