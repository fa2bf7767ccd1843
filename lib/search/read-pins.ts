import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Pin } from "./engine";
import { filterConditions, type Listing, matched } from "./match-sql";

const { sql, join, empty } = Prisma;

export interface PinsInList {
  /** In order of position. */
  pins: Pin[];
  /** How many of them the words do not name: nothing else counts these. */
  guests: number;
}

/** Which of the request's pins stand in the list: those it has anyway, and those that stand in it always. */
export async function readPins(db: Db, listing: Listing): Promise<PinsInList> {
  const { pins = [], sort } = listing.request;
  if (pins.length === 0 || sort !== "relevance") return { pins: [], guests: 0 };
  const [named, allowed] = await Promise.all([
    listedAmong(db, listing, pins),
    listedAmong(
      db,
      { ...listing, terms: [] },
      pins.filter(({ always }) => always),
    ),
  ]);
  const listed = pins.filter(({ productId }) => named.has(productId) || allowed.has(productId));
  return { pins: listed, guests: listed.filter(({ productId }) => !named.has(productId)).length };
}

async function listedAmong(db: Db, listing: Listing, pins: readonly Pin[]): Promise<Set<string>> {
  if (pins.length === 0) return new Set();
  const passes = filterConditions(listing.request.filters).map((condition) => sql`and ${condition}`);
  const rows = await db.$queryRaw`
    select e.product_id as "productId"
    ${matched(listing)} ${passes.length > 0 ? join(passes, " ") : empty}
    and e.product_id = any(${pins.map(({ productId }) => productId)}::uuid[])`;
  return new Set(
    z
      .array(z.object({ productId: z.string() }))
      .parse(rows)
      .map(({ productId }) => productId),
  );
}
