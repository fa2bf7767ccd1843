/** Between the letters and the digits of a code. */
const codeGap = /(?<=^| )([a-z]{1,4}) (?=\d)|(?<=\d) (?=[a-z\d]+$)/gi;
/** Where what is typed in one has letters first, and where digits: spf60, 28zoll. */
const boundary = /(?<=^| )([a-z]{2,})(?=\d)|(?<=(?:^| )\d+)(?=[a-zäöü]+$)/gi;

/** What is typed as it is, then with its codes in one and apart, where it has any: makita bl 1850, makita bl1850; spf60, spf 60. */
export const spacingsOf = (text: string): string[] => [
  ...new Set([text, text.replace(codeGap, "$1"), text.replace(boundary, "$1 ")]),
];
