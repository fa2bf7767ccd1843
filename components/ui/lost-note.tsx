import { useUnsentText } from "./fault";

/** Beneath a button whose call was never answered. */
export function LostNote({ isLost }: { isLost: boolean }) {
  const unsent = useUnsentText();
  return (
    <p role="alert" className="mt-2 max-w-[40ch] text-sm font-semibold text-accent empty:hidden">
      {isLost ? unsent : null}
    </p>
  );
}
