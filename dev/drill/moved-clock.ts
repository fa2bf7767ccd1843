import { readFileSync } from "node:fs";

/**
 * Preloaded into everything the drill starts. The clock of shop and provider goes ahead of the machine's by the
 * milliseconds in a file, so that a page's half hour passes in a moment and for everybody at once.
 */
const file = process.env.DRILL_CLOCK;
const machine = Date;
let aheadMs = 0;

function look(): void {
  if (file) aheadMs = Number(readFileSync(file, "utf8")) || 0;
}

globalThis.Date = new Proxy(machine, {
  construct: (target, args, caller) =>
    Reflect.construct(
      target,
      args.length > 0 ? args : [machine.now() + aheadMs],
      caller === globalThis.Date ? target : caller,
    ),
  get: (target, name) => (name === "now" ? () => machine.now() + aheadMs : Reflect.get(target, name)),
});
look();
setInterval(look, 100).unref();
