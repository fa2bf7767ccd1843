import { env } from "@/lib/core/env";
import type { PictureType } from "@/lib/media/media-key";
import { diskStore } from "@/lib/media/store-disk";

/**
 * The media store's port. A key is a path such as `demo/07fd1ed5.webp` and is named after its content: what a key
 * holds never changes, so everyone may keep it for ever.
 */
export interface MediaStore {
  /** Stores the bytes whole or not at all; storing a key again is harmless. */
  put(key: string, bytes: Uint8Array, contentType: PictureType): Promise<void>;
  /** Null when there is no such key. */
  get(key: string): Promise<StoredPicture | null>;
}

export interface StoredPicture {
  bytes: Uint8Array<ArrayBuffer>;
  contentType: PictureType;
}

let store: MediaStore | undefined;

export function mediaStore(): MediaStore {
  store ??= diskStore(env().MEDIA_DIR);
  return store;
}
