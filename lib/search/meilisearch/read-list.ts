import type { Db } from "@/lib/db/client";
import type { Listing } from "../match-sql";
import type { Stretch } from "../select-hits";
import { isTiered } from "../tiers";
import type { Connection } from "./connection";
import type { ListCounts } from "./count-list";
import { readBest } from "./read-best";
import { readWhole } from "./read-whole";

/** What answers: words and their order from Meilisearch, what is shown of products from the projection. */
export interface Engine {
  db: Db;
  connection: Connection;
}

export interface ReadList {
  /** The words and the category have something, filters aside. */
  listed: boolean;
  counts: ListCounts;
  /** There are more than were counted. */
  atLeast: boolean;
  stretch: (stretch: Stretch) => Promise<string[]>;
}

/** Whether as much of a list is read as is enough: in a large catalog, unless codes named its products. */
export const isBounded = async (db: Db, { productIds }: Listing): Promise<boolean> => !productIds && isTiered(db);

export async function readList(engine: Engine, listing: Listing): Promise<ReadList> {
  return (await isBounded(engine.db, listing)) ? readBest(engine, listing) : readWhole(engine, listing);
}
