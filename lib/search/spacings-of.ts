/** Between the letters and the digits of a code. */
const codeGap = /(?<=^| )([a-z]{1,4}) (?=\d)|(?<=\d) (?=[a-z\d]+$)/gi;
/** Where what is typed in one has letters first, and where digits: spf60, k4, 28zoll. */
const boundary = /(?<=^| )([a-z]+)(?=\d)|(?<=(?:^| )\d+)(?=[a-zäöü]+$)/gi;

/** What is typed as it is, then with its codes in one and apart, where it has any: makita bl 1850, makita bl1850; spf60, spf 60. */
export const spacingsOf = (text: string): string[] => [
  ...new Set([text, text.replace(codeGap, "$1"), text.replace(boundary, "$1 ")]),
];

const joinsMax = 4;

/** What is typed with two neighbouring words in one, for names that are written so: air fry of an Airfryer. */
export function joinsOf(text: string): string[] {
  const words = text.split(" ");
  return words
    .slice(1, 1 + joinsMax)
    .map((word, at) => [...words.slice(0, at), `${words[at]}${word}`, ...words.slice(at + 2)].join(" "));
}
