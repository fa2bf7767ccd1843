/** Where to go after signing in: a path of the back room on this site, whatever the address says; else its home. */
export function safeReturnPath(wanted: unknown, locale: string): string {
  const home = `/${locale}/admin`;
  if (typeof wanted !== "string" || wanted.length > 500) return home;
  const url = URL.parse(wanted, "http://shop.invalid");
  if (url?.origin !== "http://shop.invalid" || !/^\/[a-z]{2}-[A-Z]{2}\/admin(\/|$)/.test(url.pathname)) return home;
  if (url.pathname.endsWith("/admin/sign-in")) return home;
  return `${url.pathname}${url.search}`;
}
