import { getTranslations } from "next-intl/server";
import { sayRemark } from "@/components/admin/say-remark";
import { auth } from "@/lib/auth/auth";
import { listRemarks } from "@/lib/catalog/import/desk/list-remarks";
import { fromShortId, shortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { csvRow } from "@/lib/http/csv";
import { keptByNobody } from "@/lib/http/kept-by-nobody";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { localeOf } from "@/lib/i18n/markets";
import { otherMethods } from "../../../other-methods";

/** Spreadsheets take a file without it for one in the letters of their own country. */
const mark = "\ufeff";

/** What a merchant's import left out, a line a row, in the language of whoever reads it. */
export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return orUnavailable(request, async () => {
    const staff = await auth();
    if (!staff) return problem(401, { code: "unauthorized" }, { "www-authenticate": "Cookie" });
    const importId = fromShortId((await params).id);
    if (!importId) return problem(404, { code: "not_found" });
    const locale = localeOf(new URL(request.url).searchParams.get("locale"));
    const [t, remarks] = await Promise.all([
      getTranslations({ locale, namespace: "imports" }),
      listRemarks(db(), staff.merchantId, importId, { refused: true }),
    ]);
    const head = csvRow([t("refused.line"), t("refused.column"), t("refused.product"), t("refused.reason")]);
    const rows = remarks.map((remark) => csvRow([remark.line, remark.column, remark.handle, sayRemark(t, remark)]));
    return new Response([mark, head, ...rows].join(""), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="import-${shortId(importId)}.csv"`,
        "cache-control": keptByNobody,
      },
    });
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
