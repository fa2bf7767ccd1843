/** What search knows of a language. All of it is help: a language without it is searched by its words as they are written. */
export interface SearchWords {
  /** Those a slip of the finger may stand in place of. */
  letters: string;
  /** Words that tell nothing about a product, divided by spaces; in a query they are left out when others remain. */
  stopWords: string;
  /** Words that say of what stands beside them that it is a product's code, divided by spaces: SKU, Art.-Nr. */
  codeWords: string;
  /**
   * What is called by several names. Each line is a group: any member finds the others. Only what shoppers mix up is
   * here; what differs by an ending, an accent or a hyphen the document already makes one. `sun|glasses` is written in one
   * word and in two.
   */
  synonyms: readonly string[];
  /** Those of the synonyms that are one word or one name, written in several ways: completion knows them too. */
  spellings?: readonly string[];
  /** Those of the spellings that are a maker's name. */
  makers?: readonly string[];
  /** As `synonyms`, for what tells things apart: colors, materials, measures, whom they are for. None is another name of a thing. */
  qualities: readonly string[];
  /**
   * Ends of compounds that mean the same, as groups: what is called a Stehleuchte is found as Stehlampe, and as a Lampe.
   * Only of languages that write compounds in one word.
   */
  ends: readonly string[];
  /** Qualities that are things as well, divided by spaces: a rose, the ink of a printer. */
  thingsToo: string;
  /**
   * What many things are called together → those things: footwear, household appliances. One way only: who asks for a boot wants
   * no sandals.
   */
  collectives: Readonly<Record<string, string>>;
  /**
   * Occasions and complaints that no product is named after → what a good assistant would bring. One way only: who asks
   * for a tent does not want everything for camping.
   */
  themes: Readonly<Record<string, string>>;
  /**
   * What stands before an amount that a price may not reach ("under 50") or not pass, which needs the currency to be meant
   * so ("up to 50 euros"), and what stands after one (5000円以下). Longer ones first.
   */
  priceLimits: { below: readonly string[]; upTo: readonly string[]; after: readonly string[] };
  /** Behind one of these a thing is no longer named, but what it is for or comes with: "a laptop for school". Divided by spaces. */
  prepositions: string;
  /** Those of them behind which a title is cut (`prepositions.ts`). The others stand in names as well: Tod auf dem Nil. */
  cuts?: string;
  /**
   * Which words of a title say what the thing is: the last of its name (a bike lock is a lock), the end of each part between
   * spaces, or every word, where what tells a kind is written into the same one (Fahrradschloss).
   */
  heads: "name" | "part" | "word";
  /** What is called an inch, which titles write as a mark: 65". */
  inch: string;
  /** What is called a foot, which is written as a mark as well: 50'. */
  foot?: string;
  /** Queries that ask for a page of the shop, not for goods → its path. A rule of the shop for the same words goes before. */
  pages: Readonly<Record<string, string>>;
}

export const latin = "abcdefghijklmnopqrstuvwxyz0123456789";
