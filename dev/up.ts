import path from "node:path";
import { loadDotEnv } from "./up/load-dot-env";
import { openShop } from "./up/open-shop";
import { readOptions } from "./up/options";
import { ShopError } from "./up/shop-error";

/** Opens the shop and everything it stands on. Ends with 1 and a sentence when it can't, with 0 when told to stop. */
try {
  loadDotEnv(path.resolve(import.meta.dirname, ".."), process.argv.includes("--hot"));
  await openShop(readOptions(process.argv.slice(2), process.env));
  process.exit(0);
} catch (error) {
  console.error(error instanceof ShopError ? `\n${error.message}` : error);
  process.exit(1);
}
