import path from "node:path";
import { loadDotEnv } from "./up/load-dot-env";

/** Loaded before the parts of the shop that are started by themselves: they read the files that the app reads. */
loadDotEnv(path.resolve(import.meta.dirname, ".."));
