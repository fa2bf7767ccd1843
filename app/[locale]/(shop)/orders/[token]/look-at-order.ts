"use server";

import { refresh } from "next/cache";

/** Has the page that asks drawn anew. It reads and changes nothing itself: the page is given by its own link. */
export async function lookAtOrder(): Promise<void> {
  refresh();
}
