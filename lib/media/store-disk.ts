import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { invariant } from "@/lib/core/invariant";
import { typeOfKey } from "@/lib/media/media-key";
import type { MediaStore } from "@/lib/media/store";

/** Pictures as files below a folder, for one machine or a shared volume. */
export function diskStore(folder: string): MediaStore {
  const root = path.resolve(folder);
  return {
    async put(key, bytes, contentType) {
      invariant(typeOfKey(key) === contentType, `a picture of type ${contentType} cannot have the key ${key}`);
      const file = path.join(root, key);
      const partial = `${file}.${randomUUID()}.part`;
      await mkdir(path.dirname(file), { recursive: true });
      try {
        await writeFile(partial, bytes);
        await rename(partial, file);
      } finally {
        await rm(partial, { force: true });
      }
    },
    async get(key) {
      const contentType = typeOfKey(key);
      if (!contentType) return null;
      try {
        return { bytes: new Uint8Array(await readFile(path.join(root, key))), contentType };
      } catch (error) {
        if (
          error instanceof Error &&
          "code" in error &&
          (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "EISDIR")
        )
          return null;
        throw error;
      }
    },
  };
}
