import type { CategoryNode } from "@/lib/catalog/category";

export interface Tile {
  category: CategoryNode;
  title: string;
  hue: number;
}

/** The categories with a line of their own, and the ground they stand on. */
const told = [
  { key: "music", title: "tileMusic", hue: 195 },
  { key: "kitchen/tea-and-coffee", title: "tileTea", hue: 350 },
] as const;

/** Two categories beside the hero: those we have a line for; in another catalog, the first two with a picture. */
export function chooseTiles(tree: CategoryNode[], titles: Record<(typeof told)[number]["title"], string>): Tile[] {
  const all = tree.flatMap((category) => [category, ...category.children]);
  const tiles = told.flatMap(({ key, title, hue }) => {
    const category = all.find((each) => each.key === key);
    return category ? [{ category, title: titles[title], hue }] : [];
  });
  const others = tree.filter((category) => category.imageKey && !tiles.some((tile) => tile.category === category));
  return [
    ...tiles,
    ...others.map((category) => ({ category, title: category.description || category.name, hue: category.hue })),
  ].slice(0, 2);
}
