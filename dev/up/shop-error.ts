/** Something the person at the keyboard can mend; the message is the sentence they read. */
export class ShopError extends Error {}
