import {
  Boxes,
  CreditCard,
  Gift,
  Home,
  Inbox,
  ListChecks,
  Package,
  Scale,
  Search,
  SlidersHorizontal,
  Undo2,
  Warehouse,
  Webhook,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import { NavLink } from "@/components/admin/nav-link";
import type { StaffSession } from "@/lib/auth/read-staff";
import type { Locale } from "@/lib/i18n/markets";
import { ToShipCount } from "./to-ship-count";

/** The rooms of the back office: a column, and on a phone what its disclosure opens. */
export async function DeskNav({ staff, toShip, locale }: { staff: StaffSession; toShip: number; locale: Locale }) {
  const t = await getTranslations("admin");
  const stock = await getTranslations("stock");
  const parcels = await getTranslations("parcels");
  const payments = await getTranslations("payments");
  const notices = await getTranslations("notices.webhooks");
  const rules = await getTranslations("rules");
  const rooms = [
    { path: "", Icon: Home, name: t("nav.home") },
    { path: "/orders", Icon: Inbox, name: t("nav.orders"), waiting: toShip },
    { path: "/returns", Icon: Undo2, name: t("nav.returns") },
    { path: "/products", Icon: Package, name: t("nav.products") },
    { path: "/stock", Icon: Boxes, name: stock("title") },
    { path: "/locations", Icon: Warehouse, name: stock("locations.title") },
    { path: "/search-rules", Icon: Search, name: rules("title") },
    { path: "/webhooks", Icon: Webhook, name: notices("title") },
    { path: "/jobs", Icon: ListChecks, name: parcels("jobs.title"), forOperators: true },
    { path: "/gift-cards", Icon: Gift, name: t("nav.giftCards"), forOperators: true },
    { path: "/payments", Icon: CreditCard, name: payments("title") },
    { path: "/settings", Icon: SlidersHorizontal, name: t("settings.title") },
    { path: "/books", Icon: Scale, name: payments("books.nav"), forOperators: true },
  ].filter(({ forOperators }) => staff.operator || !forOperators);
  return (
    <nav
      aria-label={t("navigation")}
      className="grid gap-1 max-md:grid-cols-2 md:flex md:flex-col max-md:[header:not(:has(details[open]))_&]:hidden"
    >
      {rooms.map(({ path, Icon, name, waiting = 0 }) => (
        <NavLink key={path} href={`/${locale}/admin${path}`} exact={path === ""}>
          <span className="flex min-w-0 items-center gap-3">
            <Icon aria-hidden size={17} className="shrink-0" />
            <span className="min-w-0 wrap-anywhere">{name}</span>
          </span>
          <ToShipCount count={waiting} locale={locale} />
        </NavLink>
      ))}
    </nav>
  );
}
