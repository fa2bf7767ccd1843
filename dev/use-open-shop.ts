import { findDatabase } from "./find-database";
import { ShopError } from "./up/shop-error";

/** Loaded before a tool that asks for DATABASE_URL: without one, it is the database of the shop that is open here. */
try {
  if (!process.argv.includes("--help")) {
    const url = await findDatabase();
    // What was set beside another database is none of this one's.
    if (url !== process.env.DATABASE_URL) process.env.DATABASE_DIRECT_URL = "";
    process.env.DATABASE_URL = url;
  }
} catch (error) {
  console.error(error instanceof ShopError ? error.message : error);
  process.exit(1);
}
