"use client";

import { useEffect, useMemo, useRef } from "react";
import { aheadOf, type DropSignal, minutesUntil, notJoined, phaseOf } from "@/lib/inventory/waiting-room/drop";
import { readLiveDrop } from "./drop-replies";
import { useDrop } from "./use-drop";

interface WaitingRoomProps {
  productId: string;
  locale: string;
  /** As it came with the live figures. */
  drop: unknown;
  /** Whether this shopper may buy now. */
  onTurn: (may: boolean) => void;
}

/** In place of the button, where a product is sold through a waiting room. Loaded only there. */
export default function WaitingRoom({ drop, ...props }: WaitingRoomProps) {
  const live = useMemo(() => readLiveDrop(drop), [drop]);
  return live ? <Room {...props} live={live} /> : null;
}

interface RoomProps extends Omit<WaitingRoomProps, "drop"> {
  live: NonNullable<ReturnType<typeof readLiveDrop>>;
}

function Room({ productId, locale, live, onTurn }: RoomProps) {
  const { say } = live;
  const { signal, own, now, joining, problem, join } = useDrop(productId, live);
  const heading = useRef<HTMLParagraphElement>(null);
  const phase = own || signal.status === "closed" ? phaseOf(signal, own ?? notJoined, now) : null;
  const mayBuy = phase === "turn" || phase === "closed";
  useEffect(() => onTurn(mayBuy), [onTurn, mayBuy]);

  async function enter() {
    await join();
    // The button is gone: whoever pressed it goes on from what is said instead.
    heading.current?.focus();
  }

  const clock = { hour: "numeric", minute: "2-digit", timeZoneName: "short" } as const;
  const until = own?.admittedUntil ? new Intl.DateTimeFormat(locale, clock).format(new Date(own.admittedUntil)) : "";
  const joinLabel = phase === "passed" ? say("joinAgain") : say("join");
  const mayJoin = phase === "before" || phase === "joinable" || phase === "passed";
  return (
    <section aria-label={say("room")} className="panel mt-5 grid gap-4 p-5">
      <div aria-live="polite" role="status">
        <p className="font-semibold outline-none" ref={heading} tabIndex={-1}>
          {phase ? say(`phases.${phase}`) : ""}
        </p>
        <p className="mt-1 text-sm text-soft">{phase ? say(`texts.${phase}`).replace("{until}", until) : ""}</p>
      </div>
      {phase === "before" || phase === "entered" ? (
        <Figure name={say("opensIn")}>{countdown(signal, now)}</Figure>
      ) : null}
      {phase === "waiting" && own?.place ? (
        <Standing locale={locale} place={own.place} say={say} signal={signal} />
      ) : null}
      {mayJoin ? (
        <div>
          <button aria-disabled={joining} className="button-accent w-full" onClick={enter} type="button">
            {joining ? say("joining") : joinLabel}
          </button>
        </div>
      ) : null}
      <p className="text-sm font-semibold text-accent empty:hidden" role="alert">
        {problem ? say(`errors.${problem}`) : ""}
      </p>
    </section>
  );
}

interface StandingProps {
  signal: DropSignal;
  place: number;
  locale: string;
  say: (key: string) => string;
}

function Standing({ signal, place, locale, say }: StandingProps) {
  const { format } = new Intl.NumberFormat(locale);
  return (
    <dl className="grid grid-cols-3 gap-3">
      {[
        { name: say("place"), value: format(place) },
        { name: say("ahead"), value: format(aheadOf(signal, place)) },
        { name: say("estimate"), value: say("minutes").replace("{minutes}", format(minutesUntil(signal, place))) },
      ].map(({ name, value }) => (
        <div key={name}>
          <dt className="text-xs text-soft">{name}</dt>
          <dd className="text-lg font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Moves every second, and so is never read out by itself. */
function Figure({ name, children }: { name: string; children: string }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
      <span className="text-sm text-soft">{name}</span>
      <span className="text-2xl font-semibold tabular-nums" dir="ltr" role="timer">
        {children}
      </span>
    </p>
  );
}

/** "2:05:09", hours only where there are any. */
function countdown({ opensAt }: DropSignal, now: Date): string {
  const left = Math.max(Math.ceil((Date.parse(opensAt) - now.getTime()) / 1000), 0);
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
