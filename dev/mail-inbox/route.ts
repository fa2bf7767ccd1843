import type { IncomingMessage, ServerResponse } from "node:http";
import type { MailStore } from "./mail-store";
import { listPage, mailBody, mailPage, missingPage } from "./pages";

/** `/`, `/mail/<id>` and `/previews` for people; `/api/email[?to=address]`, `/api/email/<id>` and `DELETE /api/email` for tests. */
export async function route(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = URL.parse(request.url ?? "/", "http://inbox");
  if (!url) return reply(response, 400, "text/plain", "Bad address");
  const [room, id, view] = url.pathname.split("/").filter(Boolean);

  if (url.pathname === "/") return page(response, 200, listPage(store.list(url.searchParams.get("to"))));
  if (url.pathname === "/health") return json(response, { ok: true });
  if (room === "api" && id === "email") {
    if (request.method === "DELETE" && sameOrigin(request)) {
      store.clear();
      return json(response, []);
    }
    if (!view) return json(response, store.list(url.searchParams.get("to")));
    const found = store.find(view);
    return found ? json(response, found) : reply(response, 404, "application/json", "null");
  }
  if (room === "previews") return showPreview(response, url.pathname.split("/").filter(Boolean).slice(1));
  const mail = room === "mail" && id ? store.find(id) : undefined;
  if (!mail) return page(response, 404, missingPage());
  if (view === "html") return framed(response, mailBody(mail));
  page(response, 200, mailPage(mail, view === "text" || !mail.html));
}

/** The templates are heavy and seldom looked at: they are loaded when somebody does. */
async function showPreview(response: ServerResponse, [name, locale, view]: string[]): Promise<void> {
  const shown = await (await import("./previews")).previews(name, locale, view);
  if (!shown) return page(response, 404, missingPage());
  return shown.isMail ? framed(response, shown.body) : page(response, 200, shown.body);
}

const framed = (response: ServerResponse, body: string) =>
  reply(
    response,
    200,
    "text/html; charset=utf-8",
    body,
    "sandbox allow-popups allow-popups-to-escape-sandbox; script-src 'none'",
  );

/** A page elsewhere on the web can't empty the inbox. */
const sameOrigin = (request: IncomingMessage) =>
  request.headers["sec-fetch-site"] === undefined || request.headers["sec-fetch-site"] === "same-origin";

const json = (response: ServerResponse, value: unknown) =>
  reply(response, 200, "application/json; charset=utf-8", JSON.stringify(value));

const page = (response: ServerResponse, status: number, body: string) =>
  reply(response, status, "text/html; charset=utf-8", body, "script-src 'none'");

function reply(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  policy = "default-src 'none'",
): void {
  response.writeHead(status, {
    "content-type": type,
    "cache-control": "no-store",
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}
