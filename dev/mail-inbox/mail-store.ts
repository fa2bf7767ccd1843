import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";

const mailSchema = z.object({
  id: z.string(),
  receivedAt: z.string(),
  from: z.string(),
  /** Addresses of the envelope: who gets it, whatever the header says. */
  to: z.array(z.string()),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), size: z.number() })),
});
export type Mail = z.infer<typeof mailSchema>;

/** One file a mail, so that nothing accepted is lost and nothing half-written is ever read. The newest come first. */
export class MailStore {
  private readonly mails: Mail[];

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
    this.mails = files
      .sort()
      .reverse()
      .map((file) => mailSchema.parse(JSON.parse(readFileSync(path.join(folder, file), "utf8"))));
  }

  add(mail: Mail): void {
    const file = this.fileOf(mail.id);
    const descriptor = openSync(`${file}.part`, "w");
    writeSync(descriptor, JSON.stringify(mail));
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(`${file}.part`, file);
    this.mails.unshift(mail);
  }

  /** Newest first; to one address when it is given. */
  list(to?: string | null): readonly Mail[] {
    const wanted = to?.toLowerCase();
    return wanted
      ? this.mails.filter((mail) => mail.to.some((address) => address.toLowerCase() === wanted))
      : this.mails;
  }

  find(id: string): Mail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }

  clear(): void {
    for (const { id } of this.mails.splice(0)) if (existsSync(this.fileOf(id))) rmSync(this.fileOf(id));
  }

  private fileOf(id: string): string {
    return path.join(this.folder, `${id}.json`);
  }
}
