import { vi } from "vitest";

/**
 * For tests that call the back room's actions: what they ask of Next is played, a text is its key (with what is told in it),
 * and whoever stands at the desk is signed in. Imported before the actions are.
 */
const desk = vi.hoisted(() => ({ session: null as object | null }));
vi.mock("next/cache", () => ({ refresh: () => undefined, revalidatePath: () => undefined }));
vi.mock("next/server", () => ({ connection: async () => undefined }));
vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));
vi.mock("@/lib/auth/read-session", () => ({ readSession: async () => desk.session }));
vi.mock("next-intl/server", () => ({
  getTranslations: async () => (key: string, values?: object) => key + (values ? ` ${JSON.stringify(values)}` : ""),
}));

/** Who is signed in from now on; null: nobody. */
export function standAtDesk(staff: { staffId: string } | null): void {
  desk.session = staff && { staffId: staff.staffId, sessionEpoch: 1 };
}
