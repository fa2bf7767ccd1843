import type { ReactNode } from "react";

/** What a template says, before it is written as HTML and text. */
export interface Letter {
  subject: string;
  /** Shown beside the subject before the mail is opened. */
  preheader: string;
  body: ReactNode;
  /** Beneath the card: why one has this mail, what to keep. */
  foot: string;
}
