import { isRecord } from "@/lib/core/is-record";
import type { MenuEntry } from "./site-menu";

const asked = new Map<string, Promise<MenuEntry[]>>();

/** The departments with what lies below them, asked for once a page. Rejects when the shop does not answer. */
export function fetchMenu(locale: string, signal: AbortSignal): Promise<MenuEntry[]> {
  let answer = asked.get(locale);
  if (!answer) {
    answer = fetch(`/api/menu/${locale}`, { signal }).then(async (reply) => {
      if (!reply.ok) throw new Error(`The menu answered ${reply.status}`);
      const menu: unknown = await reply.json();
      return isRecord(menu) ? readEntries(menu.departments) : [];
    });
    asked.set(locale, answer);
    answer.catch(() => asked.delete(locale));
  }
  return answer;
}

function readEntries(listed: unknown): MenuEntry[] {
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((entry: unknown) =>
    isRecord(entry) && typeof entry.name === "string" && typeof entry.href === "string"
      ? [{ name: entry.name, href: entry.href, entries: readEntries(entry.entries) }]
      : [],
  );
}
