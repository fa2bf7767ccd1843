import { NotThere, notThereMetadata } from "../not-there";

export const ensureStatic = "navigation";
/** There is nothing to show at once. */
export const instant = false;

/** One placeholder, so that a build needs no database. */
export function generateStaticParams() {
  return [{ missing: ["build"] }];
}

export const generateMetadata = notThereMetadata;

/** An address beneath a market that nothing answers: the 404 in that market's words. */
export default function Missing() {
  return <NotThere />;
}
