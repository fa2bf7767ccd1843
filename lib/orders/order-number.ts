import { randomInt } from "node:crypto";
import { z } from "zod";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A number a person can read out: `CW-7K3M-9QXA`. Random, so that it tells nobody how much the shop sells. */
export function newOrderNumber(): string {
  const characters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `CW-${characters.slice(0, 4)}-${characters.slice(4)}`;
}

/**
 * A number as a person typed it. People leave out the dashes, type small letters, and take O for 0 and I or L for 1, which our
 * numbers don't have.
 */
export const typedOrderNumber = z
  .string()
  .max(40)
  .transform((typed) => {
    const plain = typed
      .normalize("NFKC")
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, "");
    const [, first = "", second = ""] = /^CW([0-9A-Z]{4})([0-9A-Z]{4})$/.exec(plain) ?? [];
    return first && `CW-${first}-${second}`.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  })
  .pipe(z.string().min(1));
