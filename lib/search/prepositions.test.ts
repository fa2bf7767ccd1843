import { expect, it } from "vitest";
import { cutBehind } from "./prepositions";

it.each([
  ["de", "Peilkompass mit Spiegeln", "Peilkompass"],
  ["de", "Napf FÜR Hunde", "Napf"],
  ["de", "Bluse ohne Ärmel", "Bluse"],
  ["de", "Der Junge im gestreiften Pyjama", "Der Junge im gestreiften Pyjama"],
  ["de", "Tod auf dem Nil", "Tod auf dem Nil"],
  ["de", "Kochmesser aus Stahl", "Kochmesser aus Stahl"],
  ["en", "Compass with mirrors", "Compass with mirrors"],
] as const)("%s: “%s” names %s", (language, title, name) => {
  const cut = cutBehind(language, title);
  expect(cut.name).toBe(name);
  expect(cut.name + cut.behind).toBe(title);
});
