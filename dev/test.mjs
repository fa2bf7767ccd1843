// `npm test`: everything that can be proved by one line. `npm run check` and `npm run test:e2e` are parts of it.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { checkInstall, root } from "./check-install.mjs";

// The last line is the sum, also where nothing could begin.
const sum = () => console.log("0 passed, 1 failed");
process.once("exit", sum);
checkInstall();
process.off("exit", sum);
process.chdir(root);
await import("tsx");
await import(pathToFileURL(path.join(root, "dev/testing/run-all.ts")).href);
