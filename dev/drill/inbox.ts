import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** The buyers' mailbox: Message-IDs, in the order in which it took them. It lives through everything. */
export async function openInbox(): Promise<{ url: string; messageIds: string[]; close(): Promise<void> }> {
  const messageIds: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      text(stream).then(
        (mail) => {
          messageIds.push(/^Message-ID:\s*<([^>@]+)/im.exec(mail)?.[1] ?? "without a Message-ID");
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  // Who sends is killed now and then, and breaks its connection off.
  server.on("error", () => undefined);
  const address = await new Promise<AddressInfo | string | null>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => resolve(listening.address()));
  });
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    messageIds,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
