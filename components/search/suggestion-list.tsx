import { useEffect, useRef } from "react";
import { sayCount } from "@/lib/i18n/plural-forms";
import type { Choice } from "./list-choices";
import type { SearchBoxLabels } from "./search-box";

/** The popup of the search box. Its options are chosen through the input, so nothing in it takes the focus. */
export function SuggestionList({
  id,
  locale,
  labels,
  text,
  choices,
  shown,
  settled,
  active,
  onPoint,
  onChoose,
  onForget,
  onForgetAll,
}: {
  id: string;
  locale: string;
  labels: SearchBoxLabels;
  text: string;
  choices: Choice[];
  shown: boolean;
  /** The choices answer what is typed now: time to say how many there are. */
  settled: boolean;
  active: number;
  onPoint: (index: number) => void;
  onChoose: (choice: Choice) => void;
  onForget: (choice: Choice) => void;
  onForgetAll: () => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active >= 0) list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const groups = [...new Set(choices.map(({ group }) => group))];
  const completions = choices.filter(({ group }) => group !== "all").length;
  return (
    <>
      <p role="status" className="sr-only">
        {shown && settled && (completions ? sayCount(completions, locale, labels.count) : labels.none)}
      </p>
      <div
        hidden={!shown}
        className="absolute inset-x-0 top-full z-50 mt-2 rounded-card border border-line bg-raised p-2 shadow-2xl"
        onPointerDown={(event) => event.preventDefault()}
      >
        {/* What scrolls is the list itself: the keys that move through it scroll it too, and it needs no stop of its own. */}
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={labels.list}
          className="max-h-[min(70dvh,38rem)] overflow-y-auto overscroll-contain"
        >
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
            <div key={group} role="group" aria-label={group === "all" ? labels.submit : labels[group]}>
              {group !== "all" && (
                <p aria-hidden="true" className="px-3 pt-3 pb-1 text-[13px] font-[560] text-faint">
                  {labels[group]}
                </p>
              )}
              {choices.map(
                (choice, index) =>
                  choice.group === group && (
                    <Option
                      key={choice.key}
                      id={`${id}-${index}`}
                      selected={index === active}
                      hint={choice.group === "recent" ? labels.forgetHint : undefined}
                      onPoint={() => onPoint(index)}
                      onChoose={() => onChoose(choice)}
                    >
                      <Content choice={choice} locale={locale} labels={labels} text={text} />
                      {choice.group === "recent" && <Cross onPress={() => onForget(choice)} />}
                    </Option>
                  ),
              )}
            </div>
          ))}
        </div>
        {groups[0] === "recent" && (
          <button
            type="button"
            className="min-h-11 px-3 text-[14px] text-soft underline hover:text-ink"
            onClick={onForgetAll}
          >
            {labels.forget}
          </button>
        )}
      </div>
    </>
  );
}

function Option({
  id,
  selected,
  hint,
  onPoint,
  onChoose,
  children,
}: {
  id: string;
  selected: boolean;
  hint: string | undefined;
  onPoint: () => void;
  onChoose: () => void;
  children: React.ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys go to the combobox, which points here by aria-activedescendant
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-description={hint}
      className="flex min-h-11 cursor-pointer scroll-my-10 items-center gap-3 rounded-field px-3 py-1.5 text-[15px] text-ink aria-selected:bg-sunken"
      onPointerMove={selected ? undefined : onPoint}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}

/** For hands alone: an option holds no button, and the keyboard has a key for it. */
function Cross({ onPress }: { onPress: () => void }) {
  return (
    <span
      aria-hidden="true"
      className="-me-2 -my-1.5 ms-auto grid size-11 shrink-0 place-items-center rounded-full text-[18px] text-faint hover:text-ink"
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      ×
    </span>
  );
}

function Content({
  choice,
  locale,
  labels,
  text,
}: {
  choice: Choice;
  locale: string;
  labels: SearchBoxLabels;
  text: string;
}) {
  if (choice.group === "all") return <span className="font-[560]">{labels.all.replace("#", () => choice.text)}</span>;
  if (choice.group !== "products" || !choice.price) return <Completed typed={text.trim()} text={choice.text} />;
  return (
    <>
      <span className="tile grid size-12 shrink-0 place-items-center rounded-xl!">
        {choice.image && (
          <img
            src={`/_next/image?url=${encodeURIComponent(choice.image)}&w=128&q=75`}
            alt=""
            width={48}
            height={48}
            decoding="async"
            className="size-full object-contain"
          />
        )}
      </span>
      <span className="line-clamp-2 min-w-0 flex-1 text-[14px] leading-snug">{choice.text}</span>
      <span className="shrink-0 text-[14px] font-[560] tabular-nums">{formatPrice(choice.price, locale)}</span>
    </>
  );
}

/** What is typed is quiet, what choosing adds stands out; accents, width and kana's script are no difference. */
function Completed({ typed, text }: { typed: string; text: string }) {
  const begins = text.slice(0, typed.length).localeCompare(typed, undefined, { sensitivity: "base" }) === 0;
  if (!typed || !begins) return <span>{text}</span>;
  return (
    <span>
      <span className="text-soft">{text.slice(0, typed.length)}</span>
      <span className="font-[600]">{text.slice(typed.length)}</span>
    </span>
  );
}

/** The currency's digits come from Intl here: the money module would bring its parser along. */
function formatPrice({ amount, currency }: NonNullable<Choice["price"]>, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
