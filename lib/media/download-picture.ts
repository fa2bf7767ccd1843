import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { err, ok, type Result } from "@/lib/core/result";
import { AddressRefused, checkedLookup, isAllowedUrl, type Reach } from "@/lib/http/checked-lookup";

export interface DownloadOptions extends Reach {
  timeoutMs?: number;
  bytesMax?: number;
}

/** `lasting`: trying again will not help. */
export interface DownloadError {
  code:
    | "address_refused"
    | "url_refused"
    | "redirects_too_many"
    | "answered"
    | "too_large"
    | "timed_out"
    | "unreachable";
  detail: string;
  lasting: boolean;
}

const redirectsMax = 3;
const accepted = "image/avif,image/webp,image/png,image/jpeg,image/gif";

/**
 * Fetches what a stranger's URL points at, without letting the URL choose whom we talk to inside our own network: the
 * address is checked at the moment of connecting, in the resolver the socket itself uses, so a name that resolves
 * differently a second later gains nothing; every redirect is checked again. See OWASP, Server-Side Request Forgery.
 */
export async function downloadPicture(
  address: string,
  options: DownloadOptions = {},
): Promise<Result<Uint8Array, DownloadError>> {
  const deadline = AbortSignal.timeout(options.timeoutMs ?? 15_000);
  let target = address;
  for (let redirects = 0; redirects <= redirectsMax; redirects += 1) {
    const url = URL.canParse(target) ? new URL(target) : null;
    if (!url || !isAllowedUrl(url, options)) return failed(url ? "address_refused" : "url_refused", target, true);
    try {
      const reply = await request(url, options, deadline);
      const status = reply.statusCode ?? 0;
      const location = reply.headers.location;
      if (status >= 300 && status < 400 && location !== undefined && URL.canParse(location, url)) {
        reply.destroy();
        target = new URL(location, url).href;
        continue;
      }
      if (status !== 200) {
        reply.destroy();
        return failed("answered", String(status), status === 410);
      }
      return await readBody(reply, options.bytesMax ?? 15_000_000);
    } catch (error) {
      return failedBy(error, deadline);
    }
  }
  return failed("redirects_too_many", String(redirectsMax), true);
}

function request(url: URL, reach: DownloadOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const client = url.protocol === "https:" ? https : http;
  const headers = {
    accept: accepted,
    "accept-encoding": "identity",
    "user-agent": "Cartwright/1.0 (product pictures)",
  };
  return new Promise((settle, reject) => {
    const sent = client.get(url, { headers, signal, agent: false, lookup: checkedLookup(reach) }, settle);
    sent.on("error", reject);
  });
}

async function readBody(reply: IncomingMessage, bytesMax: number): Promise<Result<Uint8Array, DownloadError>> {
  const chunks: Buffer[] = [];
  let size = Number(reply.headers["content-length"] ?? 0);
  if (size <= bytesMax) {
    size = 0;
    for await (const chunk of reply) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > bytesMax) break;
      chunks.push(bytes);
    }
  }
  if (size <= bytesMax) return ok(Buffer.concat(chunks));
  reply.destroy();
  return failed("too_large", `${bytesMax} bytes`, true);
}

function failedBy(error: unknown, deadline: AbortSignal) {
  if (error instanceof AddressRefused) return failed("address_refused", error.message, true);
  if (deadline.aborted) return failed("timed_out", "", false);
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return failed("unreachable", code, false);
}

const failed = (code: DownloadError["code"], detail: string, lasting: boolean) => err({ code, detail, lasting });
