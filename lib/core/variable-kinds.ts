import { z } from "zod";

/** What the variables of the environment are: each kind takes the sentence that tells the cure, and says no other. */
export const webAddress = (error: string) => z.url({ protocol: /^https?$/, error });

/** A server by its host: without one, its client would ask this machine. */
export const serverUrl = (protocol: RegExp, error: string) => z.url({ protocol, hostname: /./, error });

/** It may be a socket of this machine, which has no host. */
export const postgresUrl = (error: string) => z.url({ protocol: /^postgres(ql)?$/, error });

/** An address of which nothing but scheme, host and port is used; the slash behind them is left out. */
export const webOrigin = (error: string) =>
  z
    .string()
    .refine((text) => {
      const url = URL.parse(text);
      return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
    }, error)
    .transform((text) => new URL(text).origin);

export function wholeNumber(name: string, least: number, most: number) {
  const error = `${name} must be a whole number from ${least} to ${most}.`;
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(z.number().min(least, error).max(most, error));
}

/** Whom mail comes from: an address, with a name before it or without one. */
export const sender = (error: string) =>
  z.string().regex(/^[^\s<>@,"]+@[^\s<>@,"]+$|^(?:"[^"\r\n]+"|[^<>@,;:"\r\n]+) ?<[^\s<>@,"]+@[^\s<>@,"]+>$/, error);

/** A time zone by its IANA name; an offset, +09:00, knows no summer. */
export const timeZone = (error: string) =>
  z.string().refine((name) => {
    try {
      return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
    } catch {
      return false;
    }
  }, error);
