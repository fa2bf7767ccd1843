import { notFound } from "next/navigation";

/** There is nothing to show at once. */
export const instant = false;

/** An address beneath a market that nothing answers: the 404 in that market's words. */
export default function Missing() {
  notFound();
}
