import { onRequest } from "./on-request";

/**
 * Sends what Next says twice of one reply once: a page that leads elsewhere has its address set as it is made and appended
 * as it is kept, and two `Location`s are one address with a comma for who joins them (RFC 9110 §5.3).
 */
export function sayOnce(): void {
  onRequest((_, response) => {
    const append = response.appendHeader.bind(response);
    response.appendHeader = (name, value) =>
      [response.getHeader(name)].flat().includes(String(value)) ? response : append(name, value);
  });
}
