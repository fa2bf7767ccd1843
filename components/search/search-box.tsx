"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { type Choice, listChoices } from "./list-choices";
import { forgetSearch, forgetSearches, readSearches, rememberSearch } from "./recent-searches";
import { SuggestionList } from "./suggestion-list";
import { useSuggestions } from "./use-suggestions";

/** Every text of the box; `#` stands for the query (`all`) or the number (`count`, by plural category). */
export interface SearchBoxLabels {
  label: string;
  placeholder: string;
  submit: string;
  clear: string;
  list: string;
  recent: string;
  forget: string;
  /** How a recent search is taken off the list, for those who don't see the cross. */
  forgetHint: string;
  queries: string;
  categories: string;
  products: string;
  all: string;
  none: string;
  count: Record<string, string>;
}

/**
 * The shop's search: an ARIA combobox over a form that works without script. The input is not controlled, so what is
 * typed before hydration stays.
 */
export function SearchBox({ locale, labels }: { locale: string; labels: SearchBoxLabels }) {
  const id = useId();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  /** By key, not by place: the choices under it may change while an answer comes in. */
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [recent, setRecent] = useState<string[]>([]);
  const { suggestions, settled } = useSuggestions(locale, text, open);
  const choices = listChoices({ locale, text, recent, suggestions });
  // Not for the way to all results alone: the first answer would push it down from under the hand that reaches for it.
  const shown = open && choices.length > (settled ? 0 : 1);
  const active = choices.findIndex(({ key }) => key === activeKey);
  const searchUrl = `/${locale}/search`;

  useEffect(() => {
    const field = input.current;
    if (!field) return;
    if (!field.value && location.pathname.endsWith("/search")) {
      field.value = new URLSearchParams(location.search).get("q") ?? "";
    }
    setText(field.value);
  }, []);

  function show() {
    setRecent(readSearches());
    setOpen(true);
  }

  function hide() {
    setOpen(false);
    setActiveKey(null);
  }

  function write(value: string) {
    if (input.current) input.current.value = value;
    setText(value);
    setActiveKey(null);
  }

  const point = (index: number) => setActiveKey(choices[index]?.key ?? null);

  function choose(choice: Choice) {
    if (choice.query !== undefined) {
      write(choice.query);
      rememberSearch(choice.query);
    }
    hide();
    input.current?.blur();
    router.push(choice.url);
  }

  /** The one after it, or the last one left, takes its place. */
  function forget(choice: Choice) {
    const left = forgetSearch(choice.text);
    setRecent(left);
    const next = left[Math.min(choices.indexOf(choice), left.length - 1)];
    setActiveKey(next === undefined || active < 0 ? null : `recent ${next}`);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const query = input.current?.value.trim() ?? "";
    if (query) rememberSearch(query);
    hide();
    input.current?.blur();
    router.push(query ? `${searchUrl}?q=${encodeURIComponent(query)}` : searchUrl);
  }

  function press(event: KeyboardEvent) {
    // While an input method composes (かな to 漢字), the keys are its own; Safari says so by 229 alone.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      if (!shown && text) write("");
      else if (!shown) return;
      hide();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!shown) show();
      // One place before the first stands for the input itself.
      else point(((active + 1 + step + choices.length + 1) % (choices.length + 1)) - 1);
    } else if (shown && active >= 0 && event.key === "Home") point(0);
    else if (shown && active >= 0 && event.key === "End") point(choices.length - 1);
    else if (shown && active >= 0 && event.key === "Enter") {
      const choice = choices[active];
      if (choice) choose(choice);
    } else if (shown && event.key === "Delete" && choices[active]?.group === "recent") forget(choices[active]);
    else return;
    event.preventDefault();
  }

  return (
    <search className="block w-full">
      <form
        action={searchUrl}
        className="relative"
        onSubmit={submit}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) hide();
        }}
      >
        <div className="flex h-12 items-center rounded-full border border-line bg-raised ps-4 pe-1 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-[3px] has-[input:focus-visible]:outline-ink">
          <input
            ref={input}
            type="search"
            name="q"
            role="combobox"
            aria-label={labels.label}
            aria-expanded={shown}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="search"
            maxLength={120}
            placeholder={labels.placeholder}
            className="h-full min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-faint sm:text-[15px] [&::-webkit-search-cancel-button]:hidden"
            onFocus={show}
            onClick={show}
            onKeyDown={press}
            onChange={(event) => {
              setText(event.target.value);
              setActiveKey(null);
              setOpen(true);
            }}
          />
          {text && (
            <button
              type="button"
              aria-label={labels.clear}
              className="grid size-10 shrink-0 place-items-center rounded-full text-soft hover:text-ink"
              onClick={() => {
                write("");
                input.current?.focus();
              }}
            >
              <Glyph path="m6 6 12 12M18 6 6 18" />
            </button>
          )}
          <button
            type="submit"
            aria-label={labels.submit}
            className="grid size-10 shrink-0 place-items-center rounded-full text-soft hover:text-ink"
          >
            <Glyph path="m20 20-4.2-4.2M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z" />
          </button>
        </div>
        <SuggestionList
          id={id}
          locale={locale}
          labels={labels}
          text={text}
          choices={choices}
          shown={shown}
          settled={settled}
          active={active}
          onPoint={point}
          onChoose={choose}
          onForget={forget}
          onForgetAll={() => {
            forgetSearches();
            setRecent([]);
            input.current?.focus();
          }}
        />
      </form>
    </search>
  );
}

function Glyph({ path }: { path: string }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
