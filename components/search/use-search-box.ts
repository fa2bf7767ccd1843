import { useRouter } from "next/navigation";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Choice, listChoices } from "./list-choices";
import { forgetSearch, forgetSearches, readSearches, rememberSearch } from "./recent-searches";
import { searchedEvent } from "./searched-text";
import { useSuggestions } from "./use-suggestions";

/** What the search box knows and does: what is typed, what is offered, which of it is pointed at, and what each key means. */
export function useSearchBox(locale: string) {
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
    // Who was here before the page woke is waited for: the focus was before its handler.
    if (document.activeElement !== field) return;
    setRecent(readSearches());
    setOpen(true);
  }, []);

  useEffect(() => {
    const follow = (event: Event) => {
      const field = input.current;
      // Who is typing meanwhile is not interrupted.
      if (!field || document.activeElement === field || !(event instanceof CustomEvent)) return;
      field.value = String(event.detail);
      setText(field.value);
    };
    window.addEventListener(searchedEvent, follow);
    return () => window.removeEventListener(searchedEvent, follow);
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

  return {
    input,
    searchUrl,
    text,
    choices,
    settled,
    shown,
    /** The place of the choice that is pointed at, or -1. */
    active,
    show,
    type(value: string) {
      setText(value);
      setActiveKey(null);
      setOpen(true);
    },
    clear() {
      write("");
      input.current?.focus();
    },
    hide,
    point,
    choose,
    forget,
    forgetAll() {
      forgetSearches();
      setRecent([]);
      input.current?.focus();
    },
    submit,
    press,
  };
}
