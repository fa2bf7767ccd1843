import { createServer, type Server } from "node:http";
import { SMTPServer } from "smtp-server";
import { MailStore } from "./mail-store";
import { readMail } from "./read-mail";
import { route } from "./route";

export interface MailInboxOptions {
  /** 0 takes any free port. */
  smtpPort: number;
  httpPort: number;
  folder: string;
  log?: (line: string) => void;
}

export interface MailInbox {
  smtpUrl: string;
  url: string;
  close(): Promise<void>;
}

const host = "127.0.0.1";

/** Takes every mail the shop sends, sends none of them on, and shows them on a page and at `/api/email`. */
export async function startMailInbox({
  smtpPort,
  httpPort,
  folder,
  log = () => undefined,
}: MailInboxOptions): Promise<MailInbox> {
  const store = new MailStore(folder);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    // Who has a connection open for the next mail is not waited for.
    closeTimeout: 500,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anybody" }),
    onData(stream, { envelope }, done) {
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      readMail(stream, { from, to: envelope.rcptTo.map(({ address }) => address) })
        .then((mail) => {
          store.add(mail);
          log(`mail for ${mail.to.join(", ")}: ${mail.subject}`);
          done();
        })
        .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
  smtp.on("error", (error) => log(`SMTP: ${error.message}`));
  const http = createServer((request, response) => {
    route(store, request, response).catch((error: unknown) => {
      log(`${request.url}: ${error instanceof Error ? error.stack : error}`);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    smtp.server.once("error", reject);
    smtp.listen(smtpPort, host, () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(httpPort, host, () => resolve());
  });
  return {
    smtpUrl: `smtp://${host}:${portOf(smtp.server)}`,
    url: `http://${host}:${portOf(http)}`,
    async close() {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => http.close(() => resolve())),
      ]);
    },
  };
}

function portOf(server: Pick<Server, "address">): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
