import { chance, zipf } from "./make-queries";

/**
 * What many shoppers type: a text by Zipf, as far as somebody got, one in ten with a letter wrong. The same sequence for
 * the same seed.
 */
export function typePrefixes(texts: readonly string[], count: number, seed: number): string[] {
  const random = chance(seed);
  return Array.from({ length: count }, () => {
    const letters = Array.from(texts[zipf(random, texts.length)] ?? "");
    const typed = letters.slice(0, 1 + Math.floor(random() * letters.length));
    if (random() < 0.1 && typed.length > 3) typed[Math.floor(random() * typed.length)] = "e";
    return typed.join("");
  });
}
