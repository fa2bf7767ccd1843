import path from "node:path";
import type { Ports } from "./choose-ports";
import { usesInbox, usesSandbox } from "./environment";
import type { Options } from "./options";
import { faint, say, strong } from "./say";

export async function tellReady({ port, data }: Options, ports: Ports): Promise<void> {
  // Loaded late: it needs the generated database client, which a first start has only just made.
  const { demoAdmin, demoPassword } = await import("../seed/write-merchants");
  const address = `http://localhost:${port}`;
  const lines = [
    { name: "Admin", where: `${address}/en-US/admin`, what: `${demoAdmin} / ${demoPassword}` },
    ...(usesInbox()
      ? [{ name: "Mail", where: `http://localhost:${ports.inbox}`, what: "what the shop sends arrives here" }]
      : []),
    ...(usesSandbox()
      ? [
          {
            name: "Payments",
            where: `http://localhost:${ports.sandbox}`,
            what: "sandbox: card 4242 4242 4242 4242, any date, any CVC",
          },
        ]
      : []),
    { name: "Logs", where: path.join(data, "logs"), what: "Ctrl-C stops the shop" },
  ];
  say(`\n${strong("Cartwright is open:")} ${address}\n`);
  for (const { name, where, what } of lines) say(`  ${name.padEnd(9)} ${where}  ${faint(what)}`);
  say("");
}
