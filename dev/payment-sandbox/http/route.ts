import type { IncomingMessage, ServerResponse } from "node:http";
import { handleApi } from "../api/handle-api.ts";
import type { KeysInUse } from "../api/idempotency.ts";
import { handleControl } from "../controls/handle-control.ts";
import { handlePay } from "../pages/handle-pay.ts";
import { overviewPage } from "../pages/overview-page.ts";
import type { Sandbox } from "../sandbox.ts";
import { send, sendJson, sendPage } from "./send.ts";
import { sendFont } from "./send-font.ts";

export async function route(
  sandbox: Sandbox,
  keysInUse: KeysInUse,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = URL.parse(request.url ?? "/", sandbox.url);
  if (!url) return send(response, 400, "text/plain", "Bad address");
  const { pathname } = url;
  if (pathname.startsWith("/v1/")) return handleApi(sandbox, keysInUse, request, response, url);
  if (pathname.startsWith("/pay/")) return handlePay(sandbox, request, response, url);
  if (pathname.startsWith("/sandbox/")) return handleControl(sandbox, request, response, url);
  if (pathname.startsWith("/fonts/")) return sendFont(response, pathname);
  if (pathname === "/health") return sendJson(response, 200, { ok: true });
  if (pathname === "/" && request.method === "GET") return sendPage(response, 200, overviewPage(sandbox));
  send(response, 404, "text/plain; charset=utf-8", "Not found");
}
