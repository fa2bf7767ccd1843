import { z } from "zod";

/** Apart from money.ts, which browsers load: the parser is larger than all of it. */
export const currencySchema = z.enum(["USD", "EUR", "GBP", "JPY", "AED", "KWD"]);
