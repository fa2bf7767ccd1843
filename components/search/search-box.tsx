"use client";

import { useId } from "react";
import { SuggestionList } from "./suggestion-list";
import { useSearchBox } from "./use-search-box";

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
  const box = useSearchBox(locale);
  const { text, shown, active } = box;

  return (
    <search className="block w-full">
      <form
        action={box.searchUrl}
        className="relative"
        onSubmit={box.submit}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) box.hide();
        }}
      >
        <div className="flex h-12 items-center rounded-full border border-line bg-raised ps-4 pe-1 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-[3px] has-[input:focus-visible]:outline-ink">
          <input
            ref={box.input}
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
            onFocus={box.show}
            onClick={box.show}
            onKeyDown={box.press}
            onChange={(event) => box.type(event.target.value)}
          />
          {text && (
            <button
              type="button"
              aria-label={labels.clear}
              className="grid size-10 shrink-0 place-items-center rounded-full text-soft hover:text-ink"
              onClick={box.clear}
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
          choices={box.choices}
          shown={shown}
          settled={box.settled}
          active={active}
          onPoint={box.point}
          onChoose={box.choose}
          onForget={box.forget}
          onForgetAll={box.forgetAll}
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
