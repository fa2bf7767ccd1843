export const style = `
:root { color-scheme: light dark;
  --paper: light-dark(oklch(.985 .006 85), oklch(.19 .012 60)); --raised: light-dark(oklch(1 0 0), oklch(.235 .013 60));
  --sunken: light-dark(oklch(.962 .009 85), oklch(.165 .01 60)); --line: light-dark(oklch(.9 .012 85), oklch(.32 .014 60));
  --ink: light-dark(oklch(.22 .015 60), oklch(.95 .01 85)); --soft: light-dark(oklch(.48 .018 60), oklch(.76 .014 75)) }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 Inter, system-ui, sans-serif; overflow-wrap: anywhere }
main { max-width: 960px; margin: 0 auto; padding: 32px clamp(18px, 4vw, 32px) 72px }
h1, .display { font-family: Fraunces, Georgia, serif; font-weight: 560; letter-spacing: -.02em; line-height: 1.1; font-size: 34px; margin: 0 0 24px }
.display { font-size: 28px; margin: 0 0 8px } h2 { font-size: 16px }
a { color: inherit } :focus-visible { outline: 2px solid var(--ink); outline-offset: 3px }
.notice { margin: 0; padding: 8px 18px; text-align: center; font-size: 14px; background: var(--sunken); color: var(--soft) }
.mails { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line) }
.mails a { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr) auto; gap: 4px 20px; padding: 14px 0; border-bottom: 1px solid var(--line); text-decoration: none }
.mails a:hover .subject { text-decoration: underline; text-underline-offset: 3px } .subject { font-weight: 600 }
.to, time, dt { color: var(--soft) } time { white-space: nowrap; font-size: 14px; font-variant-numeric: tabular-nums }
.empty { background: var(--sunken); border-radius: 20px; padding: 40px; color: var(--soft) } .empty p { margin: 0 } .empty .display { color: var(--ink); margin-bottom: 8px }
.back { display: inline-block; padding: 6px 0; margin-bottom: 10px; color: var(--soft) }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 20px; margin: 0 0 24px } dd { margin: 0 }
nav { display: flex; gap: 8px; margin-bottom: 12px }
nav a { padding: 6px 16px; border-radius: 999px; border: 1px solid var(--line); text-decoration: none; font-size: 14px; font-weight: 600 }
nav a[aria-current] { background: var(--ink); color: var(--paper); border-color: var(--ink) }
iframe, pre { display: block; width: 100%; background: #fff; color: #222; border: 1px solid var(--line); border-radius: 20px; margin: 0 }
iframe { height: max(560px, calc(100vh - 340px)) } pre { padding: 24px; background: var(--raised); color: var(--ink); white-space: pre-wrap; font: 15px/1.6 ui-monospace, monospace }
nav { flex-wrap: wrap } .phone { width: 390px; max-width: 100%; height: 844px }
.previews { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line) } .previews li { display: flex; flex-wrap: wrap; gap: 4px 20px; justify-content: space-between; padding: 12px 0; border-bottom: 1px solid var(--line) } .languages { display: flex; gap: 16px }
@media (max-width: 640px) { .mails a { grid-template-columns: 1fr auto } .to { order: 3; grid-column: 1 / -1; font-size: 14px } }
`;
