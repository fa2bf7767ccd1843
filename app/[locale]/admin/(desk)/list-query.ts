import { z } from "zod";
import { typedText } from "@/lib/core/typed-text";

/** Of a list's address: the place in it, as its pager wrote it. */
export const placeInList = z.string().optional().catch(undefined);

/** Of a list's address: what is looked for in it. */
export const searchedFor = typedText().max(100).catch("");
