import { fromShortId, shortId } from "@/lib/core/ids";

/** The place in a list ordered by a time and an id, newest first: what comes next is older than this. */
export interface Cursor {
  at: Date;
  id: string;
}

/** As it stands in an address: `mhz4k2a1-<short id>`. */
export const writeCursor = ({ at, id }: Cursor): string => `${at.getTime().toString(36)}-${shortId(id)}`;

/** Null when it is none of ours: the list then begins at its beginning. */
export function readCursor(text: string | undefined): Cursor | null {
  const match = /^([0-9a-z]{1,10})-(\w{22})$/.exec(text ?? "");
  const id = fromShortId(match?.[2] ?? "");
  const at = new Date(Number.parseInt(match?.[1] ?? "", 36));
  if (!id || Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return null;
  return { at, id };
}
