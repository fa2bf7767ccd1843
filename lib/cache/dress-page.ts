import { createHash } from "node:crypto";
import { pagePolicy } from "../http/page-policy.ts";
import { notThereMark } from "./not-there-mark.ts";
import { startScripts } from "./start-scripts.ts";

export interface DressedPage {
  html: string;
  /** The page's Content-Security-Policy: its own scripts by their hash, and nobody else's. */
  policy: string;
  /** Where the page says of itself that it stands for something that isn't there. */
  status: 404 | undefined;
}

/**
 * A filled page as browsers get it. Next writes its scripts into the head, where they compete with the first picture and
 * run before the first paint, and what they wake the page with in some forty inline scripts. Here all of it becomes one
 * inline script at the end, which is hashed for the page's policy and lets the files in once the page has been painted.
 * Whatever is not known by its shape stays where it is.
 */
export function dressPage(html: string): DressedPage {
  const status = html.includes(notThere) ? 404 : undefined;
  const files: ScriptFile[] = [];
  const inline: string[] = [];
  const kept: string[] = [];
  const stripped = html.replace(scriptPreload, "").replace(script, (whole, attributes: string, text: string) => {
    const src = late.exec(attributes)?.[1];
    if (src) {
      files.push([src, / id="([^"]*)"/.exec(attributes)?.[1] ?? ""]);
      return "";
    }
    if (attributes === "" && wakes.test(text)) {
      inline.push(text);
      return "";
    }
    if (runs(attributes)) kept.push(text);
    return whole;
  });
  if (files.length === 0) return { html, status, policy: policyOf([...kept, ...inline]) };
  const last = `${joinPayload(inline).join(";")};${startScripts(files)}`;
  const end = stripped.lastIndexOf("</body>");
  return {
    html: `${stripped.slice(0, end)}<script>${last}</script>${stripped.slice(end)}`,
    status,
    policy: policyOf([...kept, last]),
  };
}

/** Address and id. */
export type ScriptFile = [src: string, id: string];

const notThere = `<meta name="${notThereMark.name}" content="${notThereMark.content}"/>`;
const script = /<script([^>]*)>([\s\S]*?)<\/script>/g;
const scriptPreload = /<link rel="preload" as="script"[^>]*>/g;
const late = /^ src="([^"]+)"(?: id="[^"]*")? async=""$/;
const wakes = /^(?:\(self\.__next_f=|self\.__next_f\.push\(|\(globalThis\["TURBOPACK"\])/;
const payload = /^self\.__next_f\.push\(\[1,("[\s\S]*")\]\)$/;

/** A block of data, such as JSON-LD, is no script to a policy, and a file is let in by its address. */
const runs = (attributes: string) => !attributes.includes(" src=") && !attributes.includes(' type="application/');

/** Pieces of the payload that follow each other, as one: in single quotes, for its text is full of double ones. */
function joinPayload(scripts: string[]): string[] {
  const joined: string[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") joined.push(`self.__next_f.push([1,${quote(text)}])`);
    text = "";
  };
  for (const each of scripts) {
    const piece = payload.exec(each)?.[1];
    if (piece) text += String(JSON.parse(piece));
    else {
      flush();
      joined.push(each.replace(/;$/, ""));
    }
  }
  flush();
  return joined;
}

const escapes: Record<string, string> = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "<": "\\x3c" };

const quote = (text: string) => `'${text.replace(/[\\'\n\r<]/g, (character) => escapes[character] ?? character)}'`;

function policyOf(inline: string[]): string {
  const hashes = inline.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  return pagePolicy(hashes);
}
