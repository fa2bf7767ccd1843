import { z } from "zod";

/** As Cursor, for lists whose ids are texts of somebody else's. */
export interface TextCursor {
  at: Date;
  id: string;
}

/** Postgres keeps no null byte, and writes neither the year 0 nor one of five digits as a script does. */
const time = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .pipe(z.date().min(new Date(0)));
const schema = z.tuple([time, z.string().regex(/^\P{Cc}{1,200}$/u)]);

export const writeTextCursor = ({ at, id }: TextCursor): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url");

/** Null when it is none of ours: the list then begins at its beginning. */
export function readTextCursor(text: string | undefined): TextCursor | null {
  try {
    const [at, id] = schema.parse(JSON.parse(Buffer.from(text ?? "", "base64url").toString()));
    return { at, id };
  } catch {
    return null;
  }
}
