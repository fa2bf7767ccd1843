import http from "node:http";

/** The handler of `/api/suggest` on a bare server, where no build of the shop is there to be started. */
const { GET } = await import("../../app/api/suggest/route");
const { db } = await import("../../lib/db/client");
const { warmSuggestions } = await import("../../lib/search/warm-suggestions");
await warmSuggestions(db());

http
  .createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname !== "/api/suggest") {
      response.end("ok");
      return;
    }
    // As the shop's own server tells whom it was asked by: the machine itself, which has no limit.
    const reply = await GET(new Request(url, { headers: { "x-forwarded-for": "127.0.0.1" } }));
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    response.end(await reply.text());
  })
  .listen(Number(process.argv[2]), "127.0.0.1");
