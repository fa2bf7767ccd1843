// `npm run shop` and `npm run dev`: up.ts opens the shop, in this process, so that signals reach it.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { checkInstall, root } from "./check-install.mjs";

checkInstall();
process.chdir(root);
await import("tsx");
await import(pathToFileURL(path.join(root, "dev/up.ts")).href);
