import { noCall, type Sandbox } from "../sandbox.ts";
import type { Charge } from "../state/records.ts";
import { cancelIntent } from "./cancel-intent.ts";

/** As long as Visa keeps money aside for a payment made online. */
export const authorizationSeconds = 7 * 24 * 60 * 60;

/** What nobody captured in time is let go by itself. */
export function planAuthorizationEnd(sandbox: Sandbox, charge: Charge): void {
  if (charge.captured || charge.captureBefore === null) return;
  sandbox.scheduler.at(charge.captureBefore * 1000, () => {
    const intent = sandbox.store.intents.get(charge.intentId);
    if (intent?.status === "requires_capture") cancelIntent(sandbox, intent, "expired", noCall);
  });
}
