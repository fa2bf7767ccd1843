import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium as playwright } from "@playwright/test";

export interface Browser {
  executablePath: string;
  /** Where the libraries lie that it brings along, for a machine without them. */
  libraryPath?: string;
}

const cure =
  "No browser for the journeys. Any of these brings one: `apt-get install chromium` (Debian, Ubuntu), Google Chrome from https://google.com/chrome, or `npx playwright install --with-deps chromium`. CHROME_PATH names one that lies elsewhere.";

/** A Chromium that runs here: the one named, the system's, the one from npm, Playwright's own. */
export async function findBrowser(): Promise<Browser> {
  const candidates = [process.env.CHROME_PATH, ...systemBrowsers()].flatMap((executablePath) =>
    executablePath ? [{ executablePath }] : [],
  );
  for (const browser of candidates) if (runs(browser)) return browser;
  const packaged = await packagedBrowser();
  if (packaged && runs(packaged)) return packaged;
  const own = { executablePath: playwright.executablePath() };
  if (runs(own)) return own;
  throw new Error(cure);
}

function systemBrowsers(): string[] {
  if (process.platform === "darwin")
    return [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
}

/** Made for serverless machines: it unpacks itself, and the libraries that a bare machine lacks, into the temp folder. */
async function packagedBrowser(): Promise<Browser | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  try {
    const { default: chromium, inflate } = await import("@sparticuz/chromium");
    const executablePath = await chromium.executablePath();
    await inflate(path.resolve("node_modules/@sparticuz/chromium/bin/al2023.tar.br"));
    return { executablePath, libraryPath: path.join(os.tmpdir(), "al2023/lib") };
  } catch {
    return null;
  }
}

function runs({ executablePath, libraryPath }: Browser): boolean {
  if (!existsSync(executablePath)) return false;
  try {
    execFileSync(executablePath, ["--version", "--no-sandbox"], {
      stdio: "ignore",
      timeout: 30_000,
      env: environmentFor(libraryPath),
    });
    return true;
  } catch {
    return false;
  }
}

export function environmentFor(libraryPath: string | undefined): NodeJS.ProcessEnv {
  if (!libraryPath) return process.env;
  return { ...process.env, LD_LIBRARY_PATH: [libraryPath, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":") };
}
