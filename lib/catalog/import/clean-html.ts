import sanitizeHtml from "sanitize-html";

/**
 * A merchant's HTML, safe to render: words, lists, tables and links stay; scripts, styles, frames, handlers, classes
 * and pictures from other people's servers go.
 */
export function cleanHtml(html: string): string {
  const markup = /<[a-z!/]/i.test(html) ? html : paragraphs(html);
  return sanitizeHtml(markup, options).trim();
}

/** Part of an import's fingerprint: raise it when the rules below change, and the next import cleans anew. */
export const cleanerVersion = 1;

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    "p",
    "br",
    "hr",
    "div",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "strong",
    "b",
    "em",
    "i",
    "u",
    "s",
    "sub",
    "sup",
    "small",
    "blockquote",
    "pre",
    "code",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "a",
  ],
  allowedAttributes: { a: ["href", "rel"] },
  allowedSchemes: ["https", "http", "mailto", "tel"],
  allowProtocolRelative: false,
  nonTextTags: [
    "script",
    "style",
    "textarea",
    "option",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "template",
    "title",
  ],
  nestingLimit: 40,
  transformTags: {
    h1: "h2",
    section: "div",
    article: "div",
    a: (tagName, { href }) => ({ tagName, attribs: { ...(href ? { href } : {}), rel: "nofollow noopener" } }),
  },
};

/** Plain text keeps its paragraphs; what looks like markup in it is text. */
function paragraphs(text: string): string {
  return text
    .split(/\r?\n\s*\r?\n/)
    .filter((part) => part.trim() !== "")
    .map((part) => `<p>${part.trim().replaceAll("<", "&lt;").replace(/\r?\n/g, "<br>")}</p>`)
    .join("");
}
