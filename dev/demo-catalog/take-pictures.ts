import { attributes } from "./attributes.ts";
import type { DemoImage } from "./catalog.ts";
import { pictureKey } from "./compose-picture.ts";
import type { ProductIdea } from "./idea.ts";
import { closeUp, front, type PictureRecipe, pair, type Thing } from "./poses.ts";

/**
 * The pictures of a product, two at least. In colours: a front for each, so that choosing one changes the picture, and
 * two colours together. Otherwise a front, and a close look or a pair.
 */
export function takePictures(idea: ProductIdea, hue: number, stance: number): DemoImage[] {
  const colours = idea.options?.color ?? [];
  const shots = colours.length ? coloured(idea.emoji, colours) : plain(idea.emoji, stance);
  return shots.map(({ recipe, options, turn }, position) => image(recipe, (hue + turn + 360) % 360, options, position));
}

export function image(
  recipe: PictureRecipe,
  hue: number,
  options: Record<string, string> = {},
  position = 0,
): DemoImage {
  return { key: pictureKey(recipe), hue, options, position, recipe };
}

interface Shot {
  recipe: PictureRecipe;
  options: Record<string, string>;
  /** How far the ground's hue turns from the product's. */
  turn: number;
}

function coloured(emoji: string, colours: string[]): Shot[] {
  const things = colours.map((color): Thing => ({ emoji, dye: attributes.color?.values[color]?.swatch }));
  const fronts = things.map((thing, i) => ({
    recipe: front(thing, 0),
    options: { color: colours[i] ?? "" },
    turn: i * 55,
  }));
  const [first = { emoji }, second = first] = things;
  return [...fronts, { recipe: pair([second, first]), options: {}, turn: -70 }];
}

function plain(emoji: string, stance: number): Shot[] {
  const thing = { emoji };
  return [
    { recipe: front(thing, stance), options: {}, turn: 0 },
    { recipe: stance % 2 ? pair([thing, thing]) : closeUp(thing), options: {}, turn: -25 },
  ];
}
