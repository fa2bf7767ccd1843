/** The shop's colours and type, as mail readers take them: hex, inline, and no font that would have to be fetched. */
const sans = "Inter,-apple-system,'Segoe UI',Roboto,'Hiragino Sans','Yu Gothic UI','Noto Sans JP',sans-serif";
const serif = "Fraunces,Georgia,'Hiragino Mincho ProN','Yu Mincho','Noto Serif JP',serif";

export const paper = "#faf8f3";
export const line = "#e3ddd3";
export const tile = "#f1ece3";
export const accent = "#c8331b";

const ink = "#26201b";
export const inkText = { color: ink, fontFamily: sans };
export const softText = { color: "#6b635c", fontFamily: sans };
export const display = { color: ink, fontFamily: serif, fontWeight: 600, letterSpacing: "-0.02em" };

/** Dark where a reader knows how; nothing depends on it. Outlook's own dark mode asks by an attribute. */
const dark = [
  [".paper", "background:#171210!important"],
  [".panel", "background:#211b18!important;border-color:#3a322d!important"],
  [".ink", "color:#f3eee6!important"],
  [".soft", "color:#b9afa4!important"],
  [".rule", "border-color:#3a322d!important"],
  [".tile", "background:#3a322d!important"],
  [".button", "background:#f0714f!important;color:#1d0d08!important"],
  [".dot", "color:#f0714f!important"],
] as const;

export const styles = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  "@media (max-width:480px){.panel{padding:28px 20px!important}.outer{padding:20px 10px!important}}",
  `@media (prefers-color-scheme:dark){${dark.map(([name, rule]) => `${name}{${rule}}`).join("")}}`,
  dark.map(([name, rule]) => `[data-ogsc] ${name},[data-ogsb] ${name}{${rule}}`).join(""),
].join("\n");
