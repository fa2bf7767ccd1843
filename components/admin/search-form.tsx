interface SearchFormProps {
  path: string;
  /** The parameter it fills. */
  name?: string;
  value: string;
  /** Filters that a search keeps. */
  keep: Record<string, string | undefined>;
  label: string;
  submitLabel: string;
}

export function SearchForm({ path, name = "q", value, keep, label, submitLabel }: SearchFormProps) {
  return (
    <search className="w-full sm:w-auto">
      <form action={path} className="flex gap-2">
        {Object.entries(keep).map(([key, kept]) =>
          kept ? <input key={key} type="hidden" name={key} value={kept} /> : null,
        )}
        <input
          type="search"
          name={name}
          defaultValue={value}
          aria-label={label}
          placeholder={label}
          maxLength={100}
          className="input min-h-11! py-1! text-sm! sm:w-72"
        />
        <button type="submit" className="button-outline min-h-11! px-4! text-sm!">
          {submitLabel}
        </button>
      </form>
    </search>
  );
}
