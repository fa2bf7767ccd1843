import { findDatabase } from "./find-database";
import { ShopError } from "./up/shop-error";

/** Loaded before a tool that asks for DATABASE_URL: without one, it is the database of the shop that is open here. */
try {
  if (!process.argv.includes("--help")) {
    process.env.DATABASE_URL = await findDatabase();
    process.env.DATABASE_DIRECT_URL = "";
  }
} catch (error) {
  console.error(error instanceof ShopError ? error.message : error);
  process.exit(1);
}
