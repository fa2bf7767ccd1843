import { type Cause, noCall, type Sandbox } from "../sandbox.ts";
import { sessionShape } from "../shapes/session-shape.ts";
import type { Session } from "../state/records.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { cancelIntent } from "./cancel-intent.ts";

export function emitSession(sandbox: Sandbox, what: string, session: Session, cause: Cause): void {
  emitEvent(sandbox, `checkout.session.${what}`, sessionShape(session, sandbox.url), cause);
}

/** Closes an open session, and the intent a failed attempt may have left. */
export function expireSession(sandbox: Sandbox, session: Session, cause: Cause): Session {
  const expired = sandbox.store.sessions.put({ ...session, status: "expired" });
  const intent = session.intentId ? sandbox.store.intents.get(session.intentId) : null;
  if (intent && intent.status !== "canceled") cancelIntent(sandbox, intent, "expired", cause);
  emitSession(sandbox, "expired", expired, cause);
  return expired;
}

/** The session as it is at this very second: a reader never sees an open session past its time. */
export function currentSession(sandbox: Sandbox, id: string, cause: Cause): Session | null {
  const session = sandbox.store.sessions.get(id);
  if (session?.status !== "open" || session.expiresAt > sandbox.nowSeconds()) return session;
  return expireSession(sandbox, session, cause);
}

export function planExpiry(sandbox: Sandbox, session: Session): void {
  if (session.status !== "open") return;
  sandbox.scheduler.at(session.expiresAt * 1000, () => currentSession(sandbox, session.id, noCall));
}
