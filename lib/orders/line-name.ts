/** What of a product was bought: its title alone is the same for the small one and the large one. */
export const lineName = ({ title, options }: { title: string; options: readonly { value: string }[] }): string =>
  [title, ...options.map(({ value }) => value)].join(" · ");
