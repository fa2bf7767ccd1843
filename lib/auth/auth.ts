import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { idSchema } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { readSession } from "./read-session";
import { readStaff, type StaffSession } from "./read-staff";
import { merchantCookieName } from "./session";
import { sessionCookie } from "./session-cookie";

/** Who is at the desk, checked against the database on every request, or null. */
export const auth = cache(async (): Promise<StaffSession | null> => {
  // First the request: a prerender waits here for ever and never asks for the secret, and a token's age reads the clock.
  await connection();
  const sent = await cookies();
  const session = await readSession(sent.get(sessionCookie().name)?.value);
  const wanted = idSchema.safeParse(sent.get(merchantCookieName)?.value);
  return session && readStaff(db(), session, wanted.data ?? null);
});

/**
 * As auth, but whoever isn't signed in is sent to the sign-in page, and afterwards back to `returnTo` (a path below the
 * locale), or to the page that a form was sent from. Every page and action of the back room begins with it.
 */
export async function requireStaff(locale: string, returnTo = "/admin"): Promise<StaffSession> {
  const staff = await auth();
  if (staff) return staff;
  const back = (await formPage()) ?? `/${locale}${returnTo}`;
  redirect(`/${locale}/admin/sign-in${back === `/${locale}/admin` ? "" : `?returnTo=${encodeURIComponent(back)}`}`);
}

/** Where the script of a page sent one of its forms from; null of a page that is asked for. The sign-in page trusts neither. */
async function formPage(): Promise<string | null> {
  const asked = await headers();
  const page = asked.has("next-action") ? URL.parse(asked.get("referer") ?? "") : null;
  return page && page.pathname + page.search;
}

/** As requireStaff, for the pages that run the shop itself. To other staff they are not there. */
export async function requireOperator(locale: string, returnTo = "/admin"): Promise<StaffSession> {
  const staff = await requireStaff(locale, returnTo);
  if (!staff.operator) notFound();
  return staff;
}
