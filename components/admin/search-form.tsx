interface SearchFormProps {
  path: string;
  value: string;
  /** Filters that a search keeps. */
  keep: Record<string, string | undefined>;
  label: string;
  submitLabel: string;
}

export function SearchForm({ path, value, keep, label, submitLabel }: SearchFormProps) {
  return (
    <search className="w-full sm:w-auto">
      <form action={path} className="flex gap-2">
        {Object.entries(keep).map(([name, kept]) =>
          kept ? <input key={name} type="hidden" name={name} value={kept} /> : null,
        )}
        <input
          type="search"
          name="q"
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
