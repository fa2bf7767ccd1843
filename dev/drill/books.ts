import type { Db } from "@/lib/db/client";
import type { Attempt } from "./buyer";
import type { Outside } from "./outside";

export interface Books {
  db: Db;
  outside: Outside;
  /** What the buyers were told. */
  attempts: readonly Attempt[];
}

export interface Finding {
  checked: number;
  /** Rows that are not as the law says; empty when it holds. */
  differences: object[];
}

/** States of an order whose money is the shop's. */
export const good = ["paid", "partially_shipped", "shipped", "delivered"];
