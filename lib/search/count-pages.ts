/** Ten thousand products deep at 24 a page; further in, nobody shops and only crawlers go. No engine tells of more. */
export const pageMax = 416;

export const countPages = (reachable: number, pageSize: number): number =>
  Math.min(pageMax, Math.ceil(reachable / pageSize));
