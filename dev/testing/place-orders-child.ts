import { writeSync } from "node:fs";
import { z } from "zod";
import { db } from "../../lib/db/client";
import { makeOrder } from "./buyer";

/** Places orders for these variants until it is killed, eight at a time, and says each one's id once it is placed. */
const variants = z
  .array(z.object({ productId: z.string(), variantId: z.string(), quantity: z.number() }))
  .parse(JSON.parse(process.argv[2] ?? ""));

async function placeForever(): Promise<never> {
  for (;;) {
    const { orderId } = await makeOrder(db(), variants, "en-US", new Date());
    writeSync(1, `${orderId}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, placeForever));
