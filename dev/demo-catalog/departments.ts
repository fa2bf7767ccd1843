import { audio } from "./departments/audio.ts";
import { bags } from "./departments/bags.ts";
import { cameras } from "./departments/cameras.ts";
import { care } from "./departments/care.ts";
import { clothing } from "./departments/clothing.ts";
import { computing } from "./departments/computing.ts";
import { garden } from "./departments/garden.ts";
import { home } from "./departments/home.ts";
import { kitchen } from "./departments/kitchen.ts";
import { music } from "./departments/music.ts";
import { outdoors } from "./departments/outdoors.ts";
import { pantry } from "./departments/pantry.ts";
import { paper } from "./departments/paper.ts";
import { shoes } from "./departments/shoes.ts";
import { sports } from "./departments/sports.ts";
import { tools } from "./departments/tools.ts";
import { toys } from "./departments/toys.ts";
import { watches } from "./departments/watches.ts";
import type { Department } from "./idea.ts";

/** In the order of the menu. */
export const departments: Department[] = [
  audio,
  cameras,
  computing,
  kitchen,
  pantry,
  home,
  clothing,
  shoes,
  bags,
  watches,
  music,
  sports,
  outdoors,
  toys,
  garden,
  paper,
  tools,
  care,
];
