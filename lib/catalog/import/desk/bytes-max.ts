import { env } from "@/lib/core/env";
import { fileBytesMax, fileBytesMaxOnVercel } from "./product-import";

/** How long a file may be that is handed in here. */
export const bytesMax = (): number => (env().VERCEL ? fileBytesMaxOnVercel : fileBytesMax);
