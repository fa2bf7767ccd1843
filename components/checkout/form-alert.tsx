import type { Ref } from "react";
import type { CheckoutLabels } from "./checkout-form";
import type { CheckoutFormState } from "./checkout-form-state";
import type { Summary } from "./summary";

/** Above the form: what is wrong, each with a way to it. It takes the focus, so that nobody has to look for it. */
export function FormAlert({
  ref,
  state,
  before,
  summary,
  cartHref,
  labels,
}: {
  ref: Ref<HTMLDivElement>;
  state: CheckoutFormState;
  /** The totals as they were shown when the button was pressed. */
  before: Summary | null;
  summary: Summary;
  cartHref: string;
  labels: CheckoutLabels;
}) {
  const { errors, errorsTitle, refusal } = state;
  if (errors.length === 0 && !refusal) return null;
  const changes = refusal && before ? changesBetween(before, summary) : [];
  return (
    <div ref={ref} role="alert" tabIndex={-1} className="mb-8 rounded-field border-[1.5px] border-accent p-5">
      {refusal ? <p className="font-semibold">{refusal.text}</p> : <p className="font-semibold">{errorsTitle}</p>}
      {changes.length > 0 ? (
        <dl className="money mt-3 grid gap-1.5 text-sm">
          {changes.map(({ key, label, was, now }) => (
            <div key={key} className="flex flex-wrap gap-x-3">
              <dt className="text-soft">{label}</dt>
              <dd>
                {now ? <span className="font-semibold">{now}</span> : labels.gone}
                {now ? `, ${was ? labels.was.replace("#", was) : labels.added}` : null}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {refusal?.toCart ? (
        <a href={cartHref} className="button-ink mt-4 min-h-11 px-5 text-sm">
          {labels.toCart}
        </a>
      ) : null}
      {refusal?.orderHref ? (
        <a href={refusal.orderHref} className="button-ink mt-4 min-h-11 px-5 text-sm">
          {labels.toOrder}
        </a>
      ) : null}
      {errors.length > 0 ? (
        <ul className="mt-2 grid">
          {errors.map(({ name, text }) => (
            <li key={name}>
              <a
                href={`#${name}`}
                className="inline-block py-1.5 text-sm underline underline-offset-4"
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(name)?.focus();
                }}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

interface Change {
  key: string;
  label: string;
  /** Null where it was not there. */
  was: string | null;
  /** Null where it is there no more. */
  now: string | null;
}

function changesBetween(before: Summary, after: Summary): Change[] {
  const rowsOf = ({ lines, totals }: Summary) =>
    new Map([
      ...lines.map((line) => [line.key, { label: line.title, value: line.total }] as const),
      ...totals.rows.map((row) => [row.key, row] as const),
    ]);
  const [old, current] = [rowsOf(before), rowsOf(after)];
  const things = [...after.lines, ...before.lines].map(({ key }) => key);
  return [...new Set([...things, ...current.keys(), ...old.keys()])].flatMap((key) => {
    const [was, now] = [old.get(key), current.get(key)];
    if (was?.value === now?.value) return [];
    return { key, label: (now ?? was)?.label ?? "", was: was?.value ?? null, now: now?.value ?? null };
  });
}
