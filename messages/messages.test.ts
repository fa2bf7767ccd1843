import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defaultLocale, type Language, languageCodes, requireMarket } from "@/lib/i18n/markets";
import { loadMessages, namespaces } from "@/lib/i18n/messages";
import { icuArguments } from "./icu-arguments";

const root = path.join(import.meta.dirname, "..");
const source: Language = requireMarket(defaultLocale).language;

/** Words that are the same in another language: names, codes, loan words. Each was looked at. */
const sameInOtherLanguages = new Set<string>(
  JSON.parse(readFileSync(path.join(import.meta.dirname, "same-words.json"), "utf8")),
);

type Tree = { [key: string]: string | Tree };
const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));

/** `messages/de/cart.json` as flat keys. */
function read(language: Language, namespace: string): Map<string, string> {
  const file = path.join(root, "messages", language, `${namespace}.json`);
  return existsSync(file) ? new Map(flatten(tree.parse(JSON.parse(readFileSync(file, "utf8"))))) : new Map();
}

function flatten(messages: Tree, prefix = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

const files = [...new Set(languageCodes.flatMap((language) => globSync(`messages/${language}/*.json`, { cwd: root })))];
const names = [...new Set(files.map((file) => path.basename(file, ".json")))].toSorted();

describe.each(names)("messages of %s", (namespace) => {
  const english = read(source, namespace);

  test.each(languageCodes.filter((language) => language !== source))(
    "%s says all that English says, and no more",
    (language) => {
      expect([...read(language, namespace).keys()].toSorted()).toEqual([...english.keys()].toSorted());
    },
  );

  test.each(languageCodes.filter((language) => language !== source))("%s takes the same arguments", (language) => {
    const differing = [...read(language, namespace)].filter(([key, message]) => {
      const theirs = icuArguments(message);
      const ours = icuArguments(english.get(key) ?? "");
      const unknown = [...theirs.keys()].some((name) => !ours.has(name));
      // A language need not draw each distinction English draws ("ZIP code" and "postcode" are one "Postleitzahl").
      return unknown || [...ours].some(([name, kind]) => kind !== "select" && !theirs.has(name));
    });
    expect(differing).toEqual([]);
  });

  test.each(languageCodes.filter((language) => language !== source))("%s has no English left over", (language) => {
    const left = [...read(language, namespace)].filter(
      ([key, message]) =>
        message === english.get(key) && /\p{L}/u.test(withoutArguments(message)) && !sameInOtherLanguages.has(message),
    );
    expect(left).toEqual([]);
  });

  test("every message is used", () => {
    const uses = usesOf(namespace);
    expect([...english.keys()].filter((key) => !uses.has(key))).toEqual([]);
  });

  test("every message that is used exists", () => {
    expect(callsOf(namespace).filter((call) => !call.keys.some((key) => english.has(key)))).toEqual([]);
  });
});

test.each(languageCodes)("what a button of many is called in %s holds what is seen on it", (language) => {
  const unlike = names.flatMap((namespace) => {
    const messages = read(language, namespace);
    return [...messages].filter(([key, seen]) => {
      const called = messages.get(`${key}Of`) ?? messages.get(`${key}One`);
      // Who speaks to the page says what is seen (WCAG 2.5.3).
      return called !== undefined && !called.toLowerCase().includes(seen.toLowerCase());
    });
  });
  expect(unlike).toEqual([]);
});

test("every file of messages is a namespace, or the error page's own", () => {
  expect(names.toSorted()).toEqual([...namespaces, "fault"].toSorted());
});

test.each(languageCodes)("every message of %s can be written", async (language) => {
  const messages = await loadMessages(language);
  const faults: string[] = [];
  for (const namespace of namespaces) {
    const t = createTranslator<Record<string, Tree>>({
      locale: defaultLocale,
      messages: { [namespace]: tree.parse(messages[namespace]) },
      onError: (error) => faults.push(`${namespace}: ${error.message}`),
    });
    for (const [key, message] of read(language, namespace)) {
      const values = Object.fromEntries(
        [...icuArguments(message)].map(([name, kind]) => [name, kind === "text" || kind === "select" ? "x" : 2]),
      );
      if (message.includes("<")) icuArguments(message);
      // @ts-expect-error: the keys are read from the files here
      else t(`${namespace}.${key}`, values);
    }
  }
  expect(faults).toEqual([]);
});

/** A message with its arguments taken out: what remains is words. */
function withoutArguments(message: string): string {
  return message.replace(/\{\w+\}/g, "").replace(/\{\w+,[^{]*|\b(?:one|other|few|many|zero|two|=\d+)\s*\{/g, "");
}

interface Code {
  text: string;
  /** Namespaces its translators speak, with the part of the key they stand at: `list.card` → `card.`. */
  speaks: { namespace: string; prefix: string }[];
}

const code: Code[] = globSync("{app,components,lib}/**/*.{ts,tsx}", { cwd: root })
  .filter((file) => !/generated|\.test\.|\.d\.ts$/.test(file))
  .map((file) => readFileSync(path.join(root, file), "utf8"))
  .filter((text) => /Translat|messages\/\w+\/\w+\.json/.test(text))
  .map((text) => ({ text, speaks: namespacesIn(text) }));

function namespacesIn(text: string): Code["speaks"] {
  const named = [
    ...text.matchAll(/(?:getTranslations|useTranslations)(?:<|\()\s*"([\w.-]+)"/g),
    ...text.matchAll(/namespace:\s*"([\w.-]+)"/g),
    ...text.matchAll(/messages\/\w+\/(\w+)\.json/g),
  ];
  return [...new Set(named.map((match) => match[1] ?? ""))].map((name) => {
    const [namespace = "", ...rest] = name.split(".");
    return { namespace, prefix: rest.map((part) => `${part}.`).join("") };
  });
}

/**
 * The keys a namespace's code may mean: a file that speaks it uses every key it holds as a string, as a property
 * (imported JSON), or that begins like one of its templates (`sorts.${sort}`).
 */
function usesOf(namespace: string): Set<string> {
  const used = new Set<string>();
  for (const { text, speaks } of code) {
    for (const { prefix } of speaks.filter((each) => each.namespace === namespace)) {
      const literals = new Set(
        [...text.matchAll(/["'`]([\w.-]+)["'`]|\.(\w+)\b/g)].map((match) => match[1] ?? match[2] ?? ""),
      );
      const templates = [...text.matchAll(/`([\w.-]*\.)?\$\{/g)].flatMap((match) => match[1] ?? []);
      for (const key of read(source, namespace).keys()) {
        const asked = key.startsWith(prefix) ? key.slice(prefix.length) : null;
        if (asked !== null && (literals.has(asked) || templates.some((template) => asked.startsWith(template))))
          used.add(key);
      }
    }
  }
  return used;
}

/** Keys asked for by name in files that speak this namespace alone; elsewhere the compiler knows which is meant. */
function callsOf(namespace: string): { asked: string; keys: string[] }[] {
  return code
    .filter(({ speaks }) => speaks.length > 0 && speaks.every((each) => each.namespace === namespace))
    .flatMap(({ text, speaks }) =>
      [...text.matchAll(/\bt(?:\.rich|\.markup)?\(\s*"([\w.-]+)"/g)].map((match) => ({
        asked: match[1] ?? "",
        keys: speaks.map(({ prefix }) => prefix + (match[1] ?? "")),
      })),
    );
}
