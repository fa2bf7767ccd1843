import { render, toPlainText } from "@react-email/render";
import type { Letter } from "./letter";
import { Layout } from "./templates/layout";
import type { Voice } from "./voice";

const column = { colSpacing: 3, rowSpacing: 0, maxColumnWidth: 48 };

/** A letter as both parts of a mail: the text is read off the HTML, so that neither can say what the other doesn't. */
export async function writeLetter(
  letter: Letter,
  voice: Voice,
): Promise<{ subject: string; html: string; text: string }> {
  const html = await render(<Layout letter={letter} voice={voice} />);
  const text = toPlainText(html, {
    wordwrap: 78,
    selectors: [
      { selector: "head", format: "skip" },
      { selector: "h1", options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      { selector: "table.goods", format: "dataTable", options: column },
      { selector: "table.figures", format: "dataTable", options: column },
      { selector: "td.picture", format: "skip" },
    ],
  });
  return { subject: letter.subject.replace(/\s+/g, " "), html, text: `${text.trim()}\n` };
}
