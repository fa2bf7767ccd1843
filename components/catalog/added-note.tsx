import Link from "next/link";

interface AddedNoteProps {
  shown: boolean;
  error: string | null;
  /** The cart holds the thing, be it less than was asked for. */
  inCart: boolean;
  title: string;
  href: string;
  labels: { added: string; viewCart: string };
}

/** What became of the click: it stands empty in the page from the beginning, so that it is read out when it fills. */
export function AddedNote({ shown, error, inCart, title, href, labels }: AddedNoteProps) {
  const toCart = (
    <Link className="text-link" href={href}>
      {labels.viewCart}
    </Link>
  );
  return (
    <div aria-live="polite" role="status">
      {shown && error ? (
        <p className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-field border border-accent px-4 py-3 text-sm">
          <span className="min-w-0 font-semibold text-accent">{error}</span>
          {inCart ? toCart : null}
        </p>
      ) : null}
      {shown && !error ? (
        <p className="panel mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 text-sm">
          <span className="min-w-0">
            <span aria-hidden className="me-1.5 font-semibold text-good">
              ✓
            </span>
            <span className="font-semibold">{labels.added}</span>
            <span className="sr-only">: {title}</span>
          </span>
          {toCart}
        </p>
      ) : null}
    </div>
  );
}
