import { type LookupAddress, lookup } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { err, ok, type Result } from "@/lib/core/result";
import { isPublicAddress } from "./public-address";

export interface DownloadOptions {
  /** Tests serve pictures from their own machine; everybody else asks the public internet alone. */
  isAllowedAddress?: (address: string) => boolean;
  /** Stands in for the system's resolver in tests. */
  resolve?: Resolve;
  timeoutMs?: number;
  bytesMax?: number;
}

export type Resolve = (hostname: string, answer: (error: Error | null, addresses: LookupAddress[]) => void) => void;

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
    if (!url || !isAllowed(url, options)) return failed(url ? "address_refused" : "url_refused", target, true);
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

function isAllowed(url: URL, { isAllowedAddress = isPublicAddress }: DownloadOptions): boolean {
  if (!["http:", "https:"].includes(url.protocol) || url.username !== "" || url.password !== "") return false;
  const port = Number(url.port || 80);
  if (port < 1024 && port !== 80 && port !== 443) return false;
  // A numeric host is never looked up, so it is checked here. URL has written every spelling of one (0x7f.1, 2130706433) the usual way.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 || isAllowedAddress(host);
}

function request(
  url: URL,
  { isAllowedAddress = isPublicAddress, resolve = resolveBySystem }: DownloadOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const client = url.protocol === "https:" ? https : http;
  const headers = {
    accept: accepted,
    "accept-encoding": "identity",
    "user-agent": "Cartwright/1.0 (product pictures)",
  };
  return new Promise((settle, reject) => {
    const sent = client.get(
      url,
      { headers, signal, agent: false, lookup: checkedLookup(resolve, isAllowedAddress) },
      settle,
    );
    sent.on("error", reject);
  });
}

class AddressRefused extends Error {}

const resolveBySystem: Resolve = (hostname, answer) => lookup(hostname, { all: true, verbatim: true }, answer);

/** The socket's own resolver, which answers only when every address of the name is allowed. */
function checkedLookup(resolve: Resolve, isAllowedAddress: (address: string) => boolean): LookupFunction {
  return (hostname, options, answer) => {
    resolve(hostname, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return answer(error ?? new Error(`no address for ${hostname}`), "", 0);
      const refused = addresses.find(({ address }) => !isAllowedAddress(address));
      if (refused) return answer(new AddressRefused(`${hostname} is ${refused.address}`), "", 0);
      return options.all ? answer(null, addresses) : answer(null, first.address, first.family);
    });
  };
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
