import { createHash } from "node:crypto";
import type { SearchRule } from "./rule";

/** Tells how a rule's settings stand, so that who saves them undoes nothing that another saved meanwhile, unseen. */
export const settingsMark = ({ query, match, language, target, startsAt, endsAt }: SearchRule): string =>
  createHash("sha256")
    .update(JSON.stringify([query, match, language, target, startsAt, endsAt]))
    .digest("base64url")
    .slice(0, 16);
