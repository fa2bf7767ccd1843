import { MAX, NIL, stringify, v5, v7, validate } from "uuid";
import { z } from "zod";

/** Before every other: where a walk by id begins, and nobody's own. */
export const nilId: string = NIL;

/** After every other: where a walk by id backwards begins. */
export const maxId: string = MAX;

/** A new time-ordered id (UUIDv7, RFC 9562). Every key is made here, never by the database. */
export const newId = (): string => v7();

/** The id a name has always, within another id (UUIDv5, RFC 9562): one of any version, as a form may send it. */
export const idOfName = (name: string, within: string = v5.URL): string => v5(name, bytesOf(within));

export const idSchema = z.guid();

/** What is no id is nobody's. */
export const idOrNil = idSchema.catch(nilId);

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** An id as it stands in a URL: 22 characters of base 58, without look-alikes. */
export function shortId(id: string): string {
  let number = BigInt(`0x${id.replaceAll("-", "")}`);
  let text = "";
  while (number > 0n) {
    text = alphabet[Number(number % 58n)] + text;
    number /= 58n;
  }
  return text.padStart(22, alphabet[0]);
}

/** The id behind a short id, or null when it is none. */
export function fromShortId(text: string): string | null {
  if (text.length !== 22) return null;
  let number = 0n;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return null;
    number = number * 58n + BigInt(digit);
  }
  if (number >= 1n << 128n) return null;
  const bytes = Buffer.from(number.toString(16).padStart(32, "0"), "hex");
  const id = stringifyLoosely(bytes);
  return validate(id) ? id : null;
}

const bytesOf = (id: string): Uint8Array => Buffer.from(id.replaceAll("-", ""), "hex");

function stringifyLoosely(bytes: Uint8Array): string {
  try {
    return stringify(bytes);
  } catch {
    return "";
  }
}
