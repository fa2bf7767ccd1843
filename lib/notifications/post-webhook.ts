import http from "node:http";
import https from "node:https";
import { AddressRefused, checkedLookup, isAllowedUrl, type Reach } from "@/lib/http/checked-lookup";

/** The webhook channel: one POST to a stranger's address. */
export interface WebhookChannel {
  /** Never throws: an address that can't be reached has `status` null and says why. */
  post(url: string, headers: Record<string, string>, body: string): Promise<WebhookAnswer>;
}

export interface WebhookAnswer {
  status: number | null;
  error: string | null;
}

const headBytesMax = 500;

/**
 * Posts without following a redirect, to public addresses alone, within ten seconds from beginning to end. The status is
 * the answer, whatever becomes of its body: of a yes none is read, of a no as much as helps its owner to see what was wrong.
 */
export function webhookChannel(reach: Reach = {}, timeoutMs = 10_000): WebhookChannel {
  return {
    async post(address, headers, body) {
      const url = URL.parse(address);
      if (!url || !isAllowedUrl(url, reach)) return { status: null, error: "address_refused" };
      const deadline = AbortSignal.timeout(timeoutMs);
      try {
        const answer = await send(url, headers, body, reach, deadline);
        const status = answer.statusCode ?? 0;
        if (status < 200 || status >= 300) return { status, error: await readBeginning(answer) };
        answer.destroy();
        return { status, error: null };
      } catch (error) {
        if (error instanceof AddressRefused) return { status: null, error: "address_refused" };
        if (deadline.aborted) return { status: null, error: "timed_out" };
        const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
        return { status: null, error: code.slice(0, headBytesMax) };
      }
    },
  };
}

function send(
  url: URL,
  headers: Record<string, string>,
  body: string,
  reach: Reach,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const client = url.protocol === "https:" ? https : http;
  return new Promise((settle, reject) => {
    const length = String(Buffer.byteLength(body));
    const request = client.request(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": length },
        signal,
        agent: false,
        lookup: checkedLookup(reach),
      },
      settle,
    );
    request.on("error", reject);
    request.end(body);
  });
}

async function readBeginning(answer: http.IncomingMessage): Promise<string> {
  let said = "";
  try {
    for await (const chunk of answer) {
      said += String(chunk);
      if (said.length >= headBytesMax) break;
    }
  } catch {
    // Cut off, or too slow: what was said until then.
  }
  answer.destroy();
  // Postgres takes no NUL in a text.
  return said.slice(0, headBytesMax).replaceAll("\0", "");
}
