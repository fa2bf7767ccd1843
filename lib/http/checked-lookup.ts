import { type LookupAddress, lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isPublicAddress } from "@/lib/http/public-address";

/** Whom a stranger's URL may lead us to. */
export interface Reach {
  /** Tests and development serve from their own machine; everybody else asks the public internet alone. */
  isAllowedAddress?: (address: string) => boolean;
  /** Stands in for the system's resolver in tests. */
  resolve?: Resolve;
}

export type Resolve = (hostname: string, answer: (error: Error | null, addresses: LookupAddress[]) => void) => void;

export class AddressRefused extends Error {}

/** Whether a URL may be asked at all, as far as its text tells; a name is checked once more when it is looked up. */
export function isAllowedUrl(url: URL, { isAllowedAddress = isPublicAddress }: Reach): boolean {
  if (!["http:", "https:"].includes(url.protocol) || url.username !== "" || url.password !== "") return false;
  const port = Number(url.port || 80);
  if (port < 1024 && port !== 80 && port !== 443) return false;
  // A numeric host is never looked up, so it is checked here. URL has written every spelling of one (0x7f.1, 2130706433) the usual way.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 || isAllowedAddress(host);
}

/**
 * The socket's own resolver, which answers only when every address of the name is allowed: checked at the moment of
 * connecting, so that a name which resolves differently a second later gains nothing.
 */
export function checkedLookup({
  resolve = resolveBySystem,
  isAllowedAddress = isPublicAddress,
}: Reach): LookupFunction {
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

const resolveBySystem: Resolve = (hostname, answer) => lookup(hostname, { all: true, verbatim: true }, answer);
