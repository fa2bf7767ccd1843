import { parseArgs } from "node:util";
import { startMailInbox } from "./server";

const { values } = parseArgs({
  options: {
    "smtp-port": { type: "string", default: "1025" },
    port: { type: "string", default: "8025" },
    data: { type: "string", default: ".shop/mail" },
  },
});
const inbox = await startMailInbox({
  smtpPort: Number(values["smtp-port"]),
  httpPort: Number(values.port),
  folder: values.data,
  log: (line) => console.log(line),
});
console.log(`mail inbox on ${inbox.url}, taking mail at ${inbox.smtpUrl}`);
const stop = () => void inbox.close().then(() => process.exit(0));
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
