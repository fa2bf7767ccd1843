import type { Instrumentation } from "next";
import { GET as suggest } from "@/app/api/suggest/route";
import { EnvError, env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { answerWithin, db } from "@/lib/db/client";
import { requireOurSessions } from "@/lib/db/pooler";
import { answerRoute } from "@/lib/http/answer-route";
import { answerFailedForms } from "@/lib/http/failed-forms";
import { refuseForeignForms } from "@/lib/http/foreign-forms";
import { mendRequests } from "@/lib/http/mend-request";
import { nameRequests } from "@/lib/http/name-requests";
import { passOverUpgrades } from "@/lib/http/no-upgrades";
import { refuseOtherMethods } from "@/lib/http/page-methods";
import { requestLog } from "@/lib/http/request-log";
import { sayOnce } from "@/lib/http/say-once";
import { refuseStrayPosts } from "@/lib/http/stray-posts";
import { trustProxies } from "@/lib/http/trust-proxies";
import { refuseUnreadableForm, watchForms } from "@/lib/http/unreadable-form";
import { warmUp } from "@/lib/http/warm-up";
import { loadSuggestions } from "@/lib/search/live-suggestions";
import { warmSuggestions } from "@/lib/search/warm-suggestions";

/** No page takes as long, and `/api/jobs/run` is given no longer. */
const statementSecondsMax = 60;
const checkAgainMs = 5_000;

/** A wrong environment stops the boot with the sentences that tell the cure, not the first request with a stack. */
export function boot(): void {
  try {
    env();
  } catch (error) {
    endWhereMisconfigured(error);
    throw error;
  }
  const { NODE_ENV, VERCEL, TRUSTED_PROXIES } = env();
  answerWithin(statementSecondsMax * 1_000);
  const sound = checkSessions();
  if (NODE_ENV === "production") passOverUpgrades();
  mendRequests();
  nameRequests();
  sayOnce();
  watchForms();
  void answerFailedForms();
  // Vercel overwrites what a client claims, and has the rest of a page made by a POST of its own.
  if (!VERCEL) {
    trustProxies(TRUSTED_PROXIES);
    refuseStrayPosts();
  }
  refuseOtherMethods();
  refuseForeignForms();
  answerRoute("/api/suggest", suggest);
  const cold = (err: unknown) => log.warn({ err }, "completion begins without having been warmed up");
  // A function that starts cold has its first request waiting, and nobody who would send it elsewhere: it is ready at once.
  if (VERCEL) void loadSuggestions(db()).catch(cold);
  else void warmUp(Promise.all([sound, warmSuggestions(db()).catch(cold)]));
  // Next stops listening and finishes what it began; this says so, and bounds it.
  process.once("SIGTERM", () => {
    log.info("the app finishes what it began");
    setTimeout(() => process.exit(1), 25_000).unref();
  });
}

/** A database that is away is no fault of the environment: the app goes on without, and asks again until it is there. */
async function checkSessions(): Promise<void> {
  const { DATABASE_URL, DATABASE_NAMED_STATEMENTS } = env();
  try {
    await requireOurSessions(DATABASE_URL, DATABASE_NAMED_STATEMENTS);
  } catch (error) {
    endWhereMisconfigured(error);
    setTimeout(checkSessions, checkAgainMs).unref();
  }
}

function endWhereMisconfigured(error: unknown): void {
  if (!(error instanceof EnvError)) return;
  console.error(error.message);
  process.exit(1);
}

export const logRequestError: Instrumentation.onRequestError = (err, request, context) => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === "string") headers.set(name, value);
  const told = { err, method: request.method, path: request.path.split("?")[0], route: context.routePath };
  if (refuseUnreadableForm(err)) requestLog(headers).warn(told, "a form could not be read");
  else requestLog(headers).error(told, "a request failed");
};
