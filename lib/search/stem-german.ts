/** How keyboards without umlauts write them. Not so in Feuer, Quelle and neue. */
export const spelledPattern = /([ao])e|(?<![aeiouq])(u)e/g;

/**
 * Ends that are the word's own. Without them a Buche were a Buch, a Drucker a Druck, Eisen an Eis, Leinen a Leine, a Reise (but no
 * Kreise, Preise) were Reis, Topfen a Topf; their s is no plural's, and who is wandern wants nothing at a Wand. A Küche is spelled with
 * ue here, a Kuchen is not. Fliegen are insects, a Fliege is worn.
 */
const ownEnd = new RegExp(
  [
    "(?:buche|kohle|(?<![gkp])reise|schale|watte)(?=n?$)",
    "(?:drucker|(?<!be)halter|hefter|messer|roller|schaeler|schleifer|schrauber|spieler|staender|traeger|wander)(?=[ns]?$)",
    "(?:kuchen|(?<=^|[^blmnprw]|buegel|winkel)eisen)(?=s?$)",
    "^(?:fliegen|leinen|topfen)$",
    "(?:(?<=^|[^aeiou]s|see|zimt)stern|(?<=^|s|sch)kern)$",
    "(?:[^aeiou]los|eis|fels|fuchs|gas|gips|glas|gras|(?<!c)hals|haus|keks|kies|kurs|lachs|mais|maus|moos|puls|raps|vlies|wachs)$",
  ].join("|"),
);

/** The two letters of an Öl end an Alkohol too: it keeps three. */
const oilEnd = /oel(?=(?:en?)?$)/;

/** What the rules leave alone for being short. */
const shortWords: readonly [RegExp, string][] = [
  [/^(alt|neu|roh|rot)e[mrs]$/, "$1"],
  [/^([br]ad)ern?$/, "$1"],
];

/** Of the color of a thing, which is not the thing: a lachsfarbene Bluse is lachsfarben, and no Lachs. */
const coloredPattern = /(?<=.{3}farb)ene[mnrs]?$/;

/** What a thing is made of takes its endings behind its own: goldene is golden, silberner silbern. A Schiene is no Schi. */
const materialPattern = /(?<=.{4}(?<!i)en|.{3}(?<!st|k)ern)e[mnrs]?$/;

/**
 * A small one of a thing, told by the umlaut it takes: a Gärkörbchen is a Gärkorb, a Fläschchen, often written Fläschen, a Flasche. Rüschen and Fröschen are
 * none, and a Hähnchen, Brötchen, Plätzchen, Hörnchen or Stäbchen is a thing of its own.
 */
const small = new RegExp(
  `(${["[aou]eh?r?(?:[bdfgklmnpt]|ck|sch|ss|tz)+", "aeu(?:[bfkmn]|ss)|(?:h|m)aeus|(?:bl|gl|h|n)aes|(?:d|h|r)oes"].join(
    "|",
  )})chen$`,
);
const ownSmall = /(?:haehn|broet|plaetz|hoern|staeb|maed|maer|muen)chen$/;

/** A folded word without the endings of number and case, its umlauts plain or spelled with e. */
export function stemGerman(written: string): string {
  const spelled = written.replace(/(?<=fl|t)aeschen$/, "aeschchen");
  if (coloredPattern.test(spelled)) return plain(spelled.replace(coloredPattern, ""));
  const oil = oilEnd.exec(spelled);
  if (oil) return plain(spelled.slice(0, oil.index)) + oil[0];
  const own = ownEnd.exec(spelled);
  if (own) return plain(spelled.slice(0, own.index + own[0].length));
  if (small.test(spelled) && !ownSmall.test(spelled)) return stemSmall(spelled);
  // A keyboard without umlauts writes Hämmer with ae; folded, they are hammer.
  const word = plain(spelled).replace(materialPattern, "");
  const short = shortWords.find(([pattern]) => pattern.test(word));
  if (short) return word.replace(...short);
  // An Aquarium and Aquarien.
  if (word.length >= 7 && /iums?$/.test(word)) return word.replace(/ums?$/, "");
  if (word.length >= 7 && /er[ns]$/.test(word)) return word.slice(0, -3);
  if (word.length >= 5 && word.endsWith("en")) return word.slice(0, -2);
  // A Klavier keeps its end as Klaviere do.
  if (word.length >= 6 && /(?:(?<!i)er|em|es)$/.test(word)) return word.slice(0, -2);
  if (word.length >= 4 && word.endsWith("e")) return word.slice(0, -1);
  // So does a Mikrofon, and a Horn, for it has Hörner; Leitern lose their n.
  if (word.length >= 5 && /[^s]s$|e[lr]n$/.test(word)) return word.slice(0, -1);
  return word;
}

/** A Schälchen is a Schale, and no Schal. */
function stemSmall(spelled: string): string {
  const thing = plain(spelled.slice(0, -"chen".length));
  return ownEnd.test(`${thing}e`) ? `${thing}e` : thing;
}

const plain = (spelled: string): string => spelled.replace(spelledPattern, "$1$2");
