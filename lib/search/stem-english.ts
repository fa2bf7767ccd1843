/** Plurals that no rule makes, among things a shop sells. */
const irregular = new Map(
  Object.entries({
    lenses: "lens",
    men: "man",
    women: "woman",
    children: "child",
    mice: "mouse",
    knives: "knife",
    shelves: "shelf",
    scarves: "scarf",
    leaves: "leaf",
    loaves: "loaf",
    feet: "foot",
    teeth: "tooth",
  }),
);

/** A lens is one, and initials are no plural: a GPS is no GP. */
const ownEnd = /^(?:lens|abs|dns|dts|fps|gps|ips|mips|nas|pos|sms|tens)$/;

/**
 * What is spelled in two ways as in one of them: colour, fibre, organiser and labeller as color, fiber, organizer and labeler. What
 * is changed besides, an exercise, is so in products and queries alike; hour, four and roller are left alone.
 */
const spellings: readonly [RegExp, string][] = [
  [/(?<=.{3})our(?=(?:e[dr]|ful|ing|less)?s?$)/, "or"],
  [/(?<=.{2})([bt])re(?=s?$)/, "$1er"],
  [/(?<=.{4})is(?=(?:e[dr]?|ing|ation)s?$)/, "iz"],
  [/(?<=.{3})ll(?=(?:e[dr]|ing)s?$)/, "l"],
];

/** A folded word without the ending of a plural, spelled as in America. */
export function stemEnglish(folded: string): string {
  if (folded.length < 3) return folded;
  const word = spellings.reduce((sofar, [pattern, to]) => sofar.replace(pattern, to), folded);
  if (/(?:ss|x|[cs]h)es$/.test(word)) return word.slice(0, -2);
  const singular = /[^us]s$/.test(word) && !ownEnd.test(word) ? word.slice(0, -1) : word;
  const known = irregular.get(word) ?? irregular.get(singular);
  if (known) return known;
  // battery, batteries → batteri; cookie, cookies → cooki
  return singular.length > 3 ? singular.replace(/ie$|(?<![aeiou])y$/, "i") : singular;
}
