import { notFound } from "next/navigation";
import { locale } from "next/root-params";
import { getMarket, type Market } from "@/lib/i18n/markets";

/** The market of the page's address, or a 404. */
export async function pageMarket(): Promise<Market> {
  return getMarket((await locale()) ?? "") ?? notFound();
}
