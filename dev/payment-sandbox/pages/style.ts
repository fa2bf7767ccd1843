import { Html } from "./html.ts";

/** The shop's look: warm paper, ink, one tomato accent; light and dark by the system's wish. */
export const style = new Html(`
@font-face { font-family: Inter; src: url(/fonts/inter.woff2) format("woff2"); font-weight: 100 900; font-display: swap }
@font-face { font-family: Fraunces; src: url(/fonts/fraunces.woff2) format("woff2"); font-weight: 100 900; font-display: swap }
:root { color-scheme: light dark;
  --paper: light-dark(oklch(.985 .006 85), oklch(.19 .012 60));
  --raised: light-dark(oklch(1 0 0), oklch(.235 .013 60));
  --sunken: light-dark(oklch(.962 .009 85), oklch(.165 .01 60));
  --line: light-dark(oklch(.9 .012 85), oklch(.32 .014 60));
  --edge: light-dark(oklch(.62 .016 75), oklch(.56 .014 75));
  --ink: light-dark(oklch(.22 .015 60), oklch(.95 .01 85));
  --soft: light-dark(oklch(.48 .018 60), oklch(.76 .014 75));
  --accent: light-dark(oklch(.55 .19 32), oklch(.7 .17 36));
  --on-accent: light-dark(oklch(.99 .01 60), oklch(.18 .03 40));
  --good: light-dark(oklch(.5 .12 155), oklch(.75 .13 155));
  --note: light-dark(oklch(.94 .05 85), oklch(.3 .045 75)) }
* { box-sizing: border-box } [hidden] { display: none !important }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 16px/1.5 Inter, system-ui, sans-serif; overflow-wrap: anywhere }
h1, .display { font-family: Fraunces, Georgia, serif; font-variation-settings: "SOFT" 100; font-weight: 560; letter-spacing: -.02em; line-height: 1.1; margin: 0 }
h1 { font-size: 34px } h2 { font-size: 18px; font-weight: 640; margin: 0 0 16px }
:lang(ja) h1, :lang(ja) .display { letter-spacing: 0; line-height: 1.25 }
a { color: inherit; text-underline-offset: 3px }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 3px }
.back { display: inline-block; padding: 6px 0; margin-bottom: 10px }
.notice { background: var(--note); padding: 10px 18px; text-align: center; font-size: 14px; font-weight: 600 }
.notice span { font-weight: 400 }
main { max-width: 1100px; margin: 0 auto; padding: 32px 32px 72px }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 400px); gap: 40px 72px; align-items: start; margin-top: 28px }
.panel { background: var(--sunken); border-radius: 20px; padding: 28px 32px }
.lines { list-style: none; margin: 0; padding: 0 }
.lines li { display: flex; gap: 16px; padding: 10px 0; align-items: start }
.lines img { width: 56px; height: 56px; border-radius: 14px; object-fit: cover; background: var(--raised); flex: none }
.lines .what { flex: 1; min-width: 0 } .lines p, .sums { margin: 0 }
.quiet { color: var(--soft); font-size: 14px }
.money { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 600 }
.sums { display: grid; grid-template-columns: 1fr auto; gap: 8px 16px; border-top: 1px solid var(--line); margin-top: 14px; padding-top: 16px }
.sums dd { margin: 0; text-align: end } .sums .grand { font-size: 28px; align-self: end } .sums dt.grand { font: 640 18px Inter, system-ui, sans-serif }
fieldset { border: 0; margin: 0 0 28px; padding: 0; min-width: 0 } legend { font-size: 18px; font-weight: 640; padding: 0; margin-bottom: 12px }
label { display: block; font-size: 14px; font-weight: 600; margin-bottom: 6px }
.field { margin-bottom: 18px }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16px; align-items: start }
input:not([type=radio]) { width: 100%; height: 52px; padding: 0 16px; font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--edge); border-radius: 14px; font-variant-numeric: tabular-nums }
input[aria-invalid=true] { border: 2px solid var(--accent) }
.hint { margin: 6px 0 0; font-size: 13px; color: var(--soft) }
.error { margin: 6px 0 0; font-size: 14px; font-weight: 560; color: var(--accent) }
.alert { border: 2px solid var(--accent); border-radius: 14px; padding: 14px 18px; margin-bottom: 24px } .alert p { margin: 0; font-weight: 600 } .alert ul { margin: 6px 0 0; padding-inline-start: 20px }
.choice { display: flex; gap: 12px; align-items: center; min-height: 56px; padding: 12px 18px; margin: 0 0 10px; background: var(--raised); border: 1px solid var(--line); border-radius: 16px; font-size: 16px; cursor: pointer }
.choice:has(:checked) { border: 2px solid var(--ink); padding: 11px 17px } .choice:has(:focus-visible) { outline: 2px solid var(--ink); outline-offset: 3px }
.choice input { accent-color: var(--ink); width: 20px; height: 20px; margin: 0; outline: none } .choice .money { margin-inline-start: auto }
form:has([name=method]:not([value=card]):checked) .by-card, form:has([name=method]:not([value=sepa_debit]):checked) .by-debit, form:has([name=method]:not([value=konbini]):checked) .by-voucher { display: none }
button, .button { display: inline-flex; align-items: center; justify-content: center; min-height: 52px; padding: 10px 28px; border-radius: 999px; border: 1px solid transparent; font: 600 16px Inter, system-ui, sans-serif; cursor: pointer; text-decoration: none; transition: opacity 140ms ease-out }
button:hover, .button:hover { opacity: .88 }
.primary { background: var(--accent); color: var(--on-accent) } .wide { width: 100% }
.outline { background: transparent; border-color: var(--edge); color: var(--ink) } .ink { background: var(--ink); color: var(--paper) }
.small { min-height: 36px; padding: 4px 16px; font-size: 14px }
.middle { max-width: 520px; margin: 72px auto 0; text-align: center } .middle p { color: var(--soft); margin: 14px 0 28px } .row { display: flex; flex-wrap: wrap; gap: 12px; justify-content: center }
details { margin-top: 28px; border-top: 1px solid var(--line); padding-top: 14px } summary { cursor: pointer; font-weight: 600; font-size: 14px; padding: 6px 0 }
table { width: 100%; border-collapse: collapse; font-size: 14px } th, td { text-align: start; padding: 9px 12px 9px 0; border-bottom: 1px solid var(--line); vertical-align: top } th { color: var(--soft); font-weight: 560 }
code { font: 13px ui-monospace, monospace } section { margin-top: 44px } .scroll { overflow-x: auto }
.chip { display: inline-block; padding: 1px 10px; border-radius: 999px; background: var(--sunken); border: 1px solid var(--line); font-size: 13px; white-space: nowrap } .chip.good { color: var(--good) } .chip.bad { color: var(--accent) }
@media (max-width: 820px) { main { padding: 24px 18px 48px } .columns { grid-template-columns: minmax(0, 1fr) } .columns > .panel { order: -1; padding: 22px } h1 { font-size: 28px } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important } }
`);
