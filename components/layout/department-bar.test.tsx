import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { DepartmentBar } from "./department-bar";

vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const audio = { name: "Audio", href: "/en-US/c/audio", entries: [] };
const offers = { name: "Offers", href: "/en-US#offers", entries: [] };

it("leads to offers where there are some, and nowhere where there are none", async () => {
  const barWith = async (lead: typeof offers | null) =>
    renderToStaticMarkup(await DepartmentBar({ entries: [audio], offers: lead }));
  expect(await barWith(offers)).toContain('href="/en-US#offers"');
  const plain = await barWith(null);
  expect(plain).toContain('href="/en-US/c/audio"');
  expect(plain).not.toContain("#offers");
});
