import type { Endpoint } from "./endpoint.ts";
import { balanceEndpoints } from "./endpoints/balance-transactions.ts";
import { chargeEndpoints } from "./endpoints/charges.ts";
import { disputeEndpoints } from "./endpoints/disputes.ts";
import { eventEndpoints } from "./endpoints/events.ts";
import { fraudWarningEndpoints } from "./endpoints/fraud-warnings.ts";
import { intentEndpoints } from "./endpoints/intents.ts";
import { refundEndpoints } from "./endpoints/refunds.ts";
import { sessionEndpoints } from "./endpoints/sessions.ts";

const endpoints: readonly Endpoint[] = [
  ...sessionEndpoints,
  ...intentEndpoints,
  ...refundEndpoints,
  ...chargeEndpoints,
  ...disputeEndpoints,
  ...fraudWarningEndpoints,
  ...eventEndpoints,
  ...balanceEndpoints,
];

export function findEndpoint(method: string, path: string): { endpoint: Endpoint; id: string } | null {
  const steps = path.split("/");
  for (const endpoint of endpoints) {
    if (endpoint.method !== method || endpoint.path.length !== steps.length) continue;
    if (!endpoint.path.every((step, i) => step === ":id" || step === steps[i])) continue;
    const at = endpoint.path.indexOf(":id");
    return { endpoint, id: at < 0 ? "" : decode(steps[at] ?? "") };
  }
  return null;
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
