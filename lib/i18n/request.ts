import { locale as localeParameter } from "next/root-params";
import { getRequestConfig } from "next-intl/server";
import { defaultLocale, marketOf } from "./markets";
import { loadMessages } from "./messages";

/**
 * What next-intl needs to know of a request. In pages the locale is the URL's first segment; actions and handlers pass
 * it, because root parameters don't exist there. A segment that is no market renders the 404 in the default one.
 */
export default getRequestConfig(async ({ locale: given }) => {
  const tag = given ?? (await localeParameter()) ?? defaultLocale;
  const market = marketOf(tag);
  return {
    locale: market.locale,
    timeZone: market.timeZone,
    messages: await loadMessages(market.language),
  };
});
