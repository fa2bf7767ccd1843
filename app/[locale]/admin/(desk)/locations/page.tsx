import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Columns } from "@/components/admin/columns";
import { PageHead } from "@/components/admin/page-head";
import { requireStaff } from "@/lib/auth/auth";
import { db } from "@/lib/db/client";
import { readLocations } from "@/lib/inventory/read-locations";
import { pageMarket } from "../../../page-market";
import { AddLocationForm, LocationPanel } from "./location-forms";

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  await pageMarket();
  const t = await getTranslations("stock");
  return { title: t("locations.title") };
}

export default async function LocationsPage() {
  const { locale } = await pageMarket();
  const staff = await requireStaff(locale, "/admin/locations");
  const [t, locations] = await Promise.all([getTranslations("stock"), readLocations(db(), staff.merchantId)]);
  return (
    <>
      <PageHead title={t("locations.title")} intro={t("locations.text")} />
      <Columns shape="even">
        {locations.map((location) => (
          <LocationPanel
            key={location.locationId}
            location={location}
            first={location.locationId === staff.merchantId}
            locale={locale}
          />
        ))}
        <AddLocationForm locale={locale} />
      </Columns>
    </>
  );
}
