/** One thing in a picture. Positions and sizes are shares of the canvas, so a recipe holds at any resolution. */
export interface PlacedThing {
  emoji: string;
  /** Swatch the thing is dyed in; its own colours when left out. */
  dye?: string;
  x: number;
  y: number;
  /** 1 is the size at which a thing stands alone in the middle. */
  scale: number;
  /** Degrees, clockwise. */
  turn: number;
  mirrored?: boolean;
}

/** A picture is a list of things, the hindmost first. */
export interface PictureRecipe {
  things: PlacedThing[];
}

export interface Thing {
  emoji: string;
  dye?: string | undefined;
}

/** Products that share a thing stand differently, so that a page of headphones isn't one picture six times. */
const stances = [
  { turn: 0, mirrored: false },
  { turn: 0, mirrored: true },
  { turn: -9, mirrored: false },
  { turn: 9, mirrored: true },
  { turn: 12, mirrored: false },
];

export function front(thing: Thing, stance: number): PictureRecipe {
  const { turn, mirrored } = stances[stance % stances.length] ?? { turn: 0, mirrored: false };
  return { things: [place(thing, 0.5, 0.49, 1, turn, mirrored)] };
}

export function closeUp(thing: Thing): PictureRecipe {
  return { things: [place(thing, 0.62, 0.66, 1.7, 0, false)] };
}

export function pair([behind, before]: [Thing, Thing]): PictureRecipe {
  return { things: [place(behind, 0.37, 0.41, 0.68, -8, true), place(before, 0.6, 0.58, 0.82, 5, false)] };
}

function place(
  { emoji, dye }: Thing,
  x: number,
  y: number,
  scale: number,
  turn: number,
  mirrored: boolean,
): PlacedThing {
  return { emoji, ...(dye ? { dye } : {}), x, y, scale, turn, ...(mirrored ? { mirrored } : {}) };
}
