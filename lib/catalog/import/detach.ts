/**
 * A copy of a text that is kept for long. A piece of a text keeps all of it in memory: the handles of a file of 400 MB kept
 * 400 MB.
 */
export const detach = (text: string): string => Buffer.from(text).toString();
