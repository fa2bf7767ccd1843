import type { Db } from "@/lib/db/client";
import type { FaultCode, NoteCode } from "../fault";
import { faultCodes, noteCodes } from "../fault";
import { remarksMax } from "./product-import";

export interface KeptRemark {
  refused: boolean;
  line: number;
  code: FaultCode | NoteCode;
  handle: string;
  column: string;
  found: string;
  about: string;
}

const known = new Set<string>([...faultCodes, ...noteCodes]);
const isKnown = <T extends { code: string }>(remark: T): remark is T & { code: FaultCode | NoteCode } =>
  known.has(remark.code);

/** What there is to say of a file's lines, in their order: why they were left out, or what was put right in them. */
export async function listRemarks(
  db: Db,
  merchantId: string,
  importId: string,
  { refused, count = remarksMax }: { refused: boolean; count?: number },
): Promise<KeptRemark[]> {
  const rows = await db.productImportRemark.findMany({
    where: { merchantId, importId, refused },
    orderBy: { position: "asc" },
    select: { refused: true, line: true, code: true, handle: true, column: true, found: true, about: true },
    take: count,
  });
  return rows.filter(isKnown);
}
