import { randomInt } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A number a person can read out: `CW-7K3M-9QXA`. Random, so that it tells nobody how much the shop sells. */
export function newOrderNumber(): string {
  const characters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `CW-${characters.slice(0, 4)}-${characters.slice(4)}`;
}

/** Whether a text is a whole number of an order, as it is written. */
export const isOrderNumber = (text: string): boolean => /^CW-[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(text);
