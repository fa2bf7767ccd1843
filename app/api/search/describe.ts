import { type Operations, unavailable } from "@/lib/http/operation";
import { searchQuerySchema, searchReplySchema } from "@/lib/search/api";
import { chosenMax, facetsMax } from "@/lib/search/url";

export const operations: Operations = {
  GET: {
    id: "search",
    summary: "Search the catalog, or list it by category and facets",
    description: `Every facet of the catalog is a parameter besides those below, several values of it by repeating it (\`color=sage&color=sand\`): values of one facet are alternatives, facets add up. The reply's \`facets\` say which there are; a facet named like a parameter is written as \`f=name:value\`. A list is filtered by at most ${facetsMax} facets and ${chosenMax} values of all together. A value that does not exist finds nothing; a parameter that does not exist is a 400. Public and open to other origins; kept by CDNs for ten seconds. Prices are those of lists: a cart is priced anew.`,
    tag: "catalog",
    query: searchQuerySchema,
    replies: {
      200: { description: "The page of the list.", schema: searchReplySchema },
      400: { description: "A parameter is unknown, repeated or invalid: `error.field` says which." },
      429: { description: "Too many requests from this address: `Retry-After` says when." },
      503: unavailable,
    },
  },
};
