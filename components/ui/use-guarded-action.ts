import { unstable_rethrow } from "next/navigation";
import { useActionState, useCallback, useLayoutEffect, useState, useTransition } from "react";

/**
 * `useActionState` for a form that outlives a call without an answer: a phone without a network, a server on its way up.
 * Such a call throws, which would give up the page and all that was typed; `lost` is the state instead. `hear` is told each
 * answer, also where the form has gone by then. Without script, and until the page is awake, the form posts to the action
 * itself.
 */
export function useGuardedAction<State extends object>(
  action: (previous: State, form: FormData) => Promise<State>,
  initial: State,
  lost: (previous: State, form: FormData) => State,
  hear?: (answer: State) => void,
): [state: State, submit: (form: FormData) => void, pending: boolean] {
  const [posted, post] = useActionState<State, FormData>(action, initial as Awaited<State>);
  const [state, run, pending] = useActionState<State, FormData>(
    async (previous, form) => {
      try {
        const answer = await action(previous, form);
        hear?.(answer);
        return answer;
      } catch (error) {
        tell(error);
        return lost(previous, form);
      }
    },
    posted as Awaited<State>,
  );
  const [awake, setAwake] = useState(false);
  // Before anybody can press: what `post` is answered from here on, nobody would see.
  useLayoutEffect(() => setAwake(true), []);
  return [state, awake ? run : post, pending];
}

/** `useTransition` for a call that has no form to keep: whether the last one was lost. */
export function useGuardedCall(): [pending: boolean, start: (call: () => Promise<void>) => void, isLost: boolean] {
  const [pending, startTransition] = useTransition();
  const [isLost, setLost] = useState(false);
  const start = useCallback((call: () => Promise<void>) => {
    // Said again, a second loss is news.
    setLost(false);
    startTransition(async () => {
      try {
        await call();
      } catch (error) {
        tell(error);
        setLost(true);
      }
    });
  }, []);
  return [pending, start, isLost];
}

/** What leads elsewhere comes as an error as well, and is none. */
function tell(error: unknown): void {
  unstable_rethrow(error);
  console.error(error);
}
