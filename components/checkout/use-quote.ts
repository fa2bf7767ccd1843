import { type RefObject, useRef } from "react";
import { useGuardedCall } from "@/components/ui/use-guarded-action";
import type { Summary } from "./summary";

type Asked = "state" | "shippingMethod" | "giftCode" | "useStoreCredit";

export type Requote = (wish: Record<"locale" | Asked, string>) => Promise<Summary | null>;

/** Asks what the order comes to as the form stands now. Of several answers only that to the latest question counts. */
export function useQuote(
  form: RefObject<HTMLFormElement | null>,
  { locale, requote }: { locale: string; requote: Requote },
  take: (summary: Summary) => void,
): [quoting: boolean, quote: () => void] {
  const [quoting, start] = useGuardedCall();
  const latest = useRef(0);
  const quote = () => {
    if (!form.current) return;
    const data = new FormData(form.current);
    const of = (name: Asked) => String(data.get(name) ?? "");
    const number = ++latest.current;
    start(async () => {
      const next = await requote({
        locale,
        state: of("state"),
        shippingMethod: of("shippingMethod"),
        giftCode: of("giftCode"),
        useStoreCredit: of("useStoreCredit"),
      });
      if (next && number === latest.current) take(next);
    });
  };
  return [quoting, quote];
}
