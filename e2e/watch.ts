import type { BrowserContext, Page } from "@playwright/test";

/** What a journey's pages did that they should not: each journey ends with none of it. */
export interface Watch {
  /** Expected by the journey: a page that is meant not to be there. */
  allow(pattern: RegExp): void;
}

interface Shift {
  address: string;
  /** When its document began: the same address opened again is another page. */
  began: number;
  value: number;
  moved: string[];
}

/** How much of a page may jump, all told, between its opening and its leaving. */
const shiftMax = 0.02;

/**
 * Says the browser of a picture it fetched for another width: a phone that is only played still has a desktop's window
 * while it reads the first bytes.
 */
const preloadedForAnother = /was preloaded using link preload but not used/;

/** Every page of a journey is watched, from its first byte to its last frame. */
export async function watchPages(context: BrowserContext) {
  const faults: string[] = [];
  const shifts: Shift[] = [];
  const allowed: RegExp[] = [];
  context.on("console", (message) => {
    if ((message.type() === "error" || message.type() === "warning") && !preloadedForAnother.test(message.text()))
      faults.push(`console ${message.type()}: ${message.text()} (${message.page()?.url()})`);
  });
  context.on("weberror", (fault) => faults.push(`script error: ${fault.error().message} (${fault.page()?.url()})`));
  context.on("requestfailed", (request) => {
    // A navigation away drops what is under way; that is no fault of the page.
    if (request.failure()?.errorText !== "net::ERR_ABORTED")
      faults.push(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) faults.push(`answer ${response.status()}: ${response.url()}`);
  });
  context.on("page", waitUntilAwake);
  await context.exposeBinding("tellShift", (_source, shift: Shift) => shifts.push(shift));
  await context.addInitScript(tellShifts);
  return {
    allow: (pattern: RegExp) => allowed.push(pattern),
    /** What was seen and not allowed. */
    async end(): Promise<string[]> {
      await Promise.all(
        context.pages().map((page) => page.evaluate(() => window.dispatchEvent(new Event("pagehide")))),
      );
      return [...faults, ...jumps(shifts)].filter((fault) => !allowed.some((pattern) => pattern.test(fault)));
    },
  };
}

/**
 * In the browser. Told is what moves by itself: from the first key or click on a page on, things move because somebody
 * asked them to, however long the answer takes. The page it leads to is another, and has to stand still again.
 */
function tellShifts() {
  type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Node }[] };
  let actedOn = "";
  // A category and its filtered list are two routes and one page.
  const page = () => location.pathname.replace("/browse/", "/c/");
  const act = () => {
    actedOn = page();
  };
  for (const kind of ["pointerdown", "keydown", "input"]) window.addEventListener(kind, act, { capture: true });
  // What both pages have, such as a footer, may be elsewhere in the second: in the frame that swaps them nothing jumps.
  let swapped = 0;
  const { pushState } = history;
  history.pushState = (...entry) => {
    swapped = Number.POSITIVE_INFINITY;
    const end = () => {
      swapped = performance.now();
    };
    requestAnimationFrame(() => requestAnimationFrame(end));
    pushState.apply(history, entry);
  };
  const tell = (entries: PerformanceEntryList) => {
    for (const { startTime, value, hadRecentInput, sources } of entries as Entry[])
      if (!hadRecentInput && page() !== actedOn && startTime > swapped)
        (window as unknown as { tellShift(shift: Shift): void }).tellShift({
          address: location.pathname + location.search,
          began: performance.timeOrigin,
          value,
          moved: sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 100) : "")),
        });
  };
  const observer = new PerformanceObserver((list) => tell(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  window.addEventListener("pagehide", () => tell(observer.takeRecords()));
}

function jumps(shifts: Shift[]): string[] {
  const pages = Map.groupBy(shifts, ({ began, address }) => `${began} ${address}`);
  return [...pages.values()].flatMap((page) => {
    const total = page.reduce((sum, { value }) => sum + value, 0);
    if (total <= shiftMax) return [];
    return `layout shift of ${total.toFixed(3)} on ${page[0]?.address} of ${page.flatMap(({ moved }) => moved).join(" | ")}`;
  });
}

function waitUntilAwake(page: Page): void {
  const goTo = page.goto.bind(page);
  page.goto = async (...destination) => {
    const reply = await goTo(...destination);
    await page.waitForFunction(isAwake);
    return reply;
  };
}

/**
 * A page's scripts begin after its first paint. What is clicked before works without them, and elsewhere: a journey means
 * the page that is awake. In the browser; true of what is no page of ours.
 */
export const isAwake = (): boolean =>
  !("__next_f" in window) ||
  [...document.querySelectorAll("main")].some((main) =>
    Object.keys(main).some((key) => key.startsWith("__reactFiber")),
  );
