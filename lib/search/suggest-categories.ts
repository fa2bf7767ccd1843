import type { CategoryNode } from "@/lib/catalog/category";
import type { Language } from "@/lib/i18n/markets";
import { splitWords } from "./document";
import { foldWord, stemWord } from "./fold-word";

/** Categories whose name has every word typed, the last of them perhaps unfinished; the highest in the tree first. */
export function suggestCategories(
  tree: readonly CategoryNode[],
  language: Language,
  text: string,
  limit: number,
): CategoryNode[] {
  const typed = splitWords(text).map(foldWord).filter(Boolean);
  const whole = foldWord(text);
  if (!whole) return [];
  const found: { node: CategoryNode; depth: number; first: boolean }[] = [];
  const visit = (nodes: readonly CategoryNode[], depth: number) => {
    for (const node of nodes) {
      const name = foldWord(node.name);
      const words = splitWords(node.name).map(foldWord);
      const stems = words.map((word) => stemWord(language, word));
      const answers = (word: string, index: number) =>
        stems.includes(stemWord(language, word)) ||
        (index === typed.length - 1 && words.some((one) => one.startsWith(word)));
      if (name.startsWith(whole) || typed.every(answers)) found.push({ node, depth, first: name.startsWith(whole) });
      visit(node.children, depth + 1);
    }
  };
  visit(tree, 0);
  return found
    .toSorted((a, b) => Number(b.first) - Number(a.first) || a.depth - b.depth)
    .slice(0, limit)
    .map(({ node }) => node);
}
