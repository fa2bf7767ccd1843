/** A key's ending names the type, so that no store needs to keep it elsewhere. */
const pictureTypes = { webp: "image/webp", avif: "image/avif", jpg: "image/jpeg", png: "image/png" } as const;
export type PictureType = (typeof pictureTypes)[keyof typeof pictureTypes];

/** Up to four folders of letters, digits, `-` and `_`, then a file with one of the endings: no way out of the store. */
const keyPattern = /^(?:[a-z0-9][a-z0-9_-]{0,63}\/){0,4}[a-z0-9][a-z0-9_-]{0,127}\.(webp|avif|jpg|png)$/;

/** The type of a well-formed key, null for any other text. */
export function typeOfKey(key: string): PictureType | null {
  const ending = keyPattern.exec(key)?.[1];
  return ending && isEnding(ending) ? pictureTypes[ending] : null;
}

const isEnding = (text: string): text is keyof typeof pictureTypes => Object.hasOwn(pictureTypes, text);
