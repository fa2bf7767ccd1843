import { z } from "zod";

/** As Cursor, for lists whose ids are texts of somebody else's. */
export interface TextCursor {
  at: Date;
  id: string;
}

const schema = z.tuple([z.coerce.date(), z.string().min(1).max(200)]);

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
