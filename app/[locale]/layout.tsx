import { notFound } from "next/navigation";
import { locale } from "next/root-params";
export function generateStaticParams() {
  return [{ locale: "build" }];
}
export default async function Root({ children }: { children: React.ReactNode }) {
  const tag = await locale();
  if (!tag || !/^[a-z]{2}-[A-Z]{2}$/.test(tag)) notFound();
  return (
    <html lang={tag}>
      <body>{children}</body>
    </html>
  );
}
