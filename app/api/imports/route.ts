import { z } from "zod";
import { auth } from "@/lib/auth/auth";
import { bytesMax } from "@/lib/catalog/import/desk/bytes-max";
import { importLanguageSchema } from "@/lib/catalog/import/desk/product-import";
import { receiveFile } from "@/lib/catalog/import/desk/receive-file";
import { currencySchema } from "@/lib/core/currency-schema";
import { shortId } from "@/lib/core/ids";
import { db } from "@/lib/db/client";
import { isOwnForm } from "@/lib/http/foreign-forms";
import { orUnavailable } from "@/lib/http/or-unavailable";
import { problem } from "@/lib/http/problem";
import { BrokenForm, type FormPart, readField, readMultipart } from "@/lib/http/read-multipart";
import { localeOf } from "@/lib/i18n/markets";
import { otherMethods } from "../other-methods";

const fieldsSchema = z.object({ language: importLanguageSchema, currency: currencySchema });

/**
 * Takes a file of products from the desk's form and leads to the page of its import, or back to the form with what is wrong.
 * A route of its own, where an action would be: Next holds all of an action's form in memory.
 */
export function POST(request: Request): Promise<Response> {
  return orUnavailable(request, async () => {
    const reader = request.body?.getReader();
    const answer = await receive(request, read(reader));
    await runOut(read(reader)).catch(() => undefined);
    return answer;
  });
}

async function receive(request: Request, body: AsyncIterable<Uint8Array>): Promise<Response> {
  if (!isOwnForm(request.headers)) return problem(403, { code: "forbidden" });
  const locale = localeOf(new URL(request.url).searchParams.get("locale"));
  const page = `/${locale}/admin/products/import`;
  const staff = await auth();
  if (!staff) return seeOther(`/${locale}/admin/sign-in?returnTo=${encodeURIComponent(page)}`);
  try {
    const form = await readForm(readMultipart(body, request.headers.get("content-type") ?? ""));
    if (!form) return seeOther(`${page}?fault=none`);
    const { file, ...fields } = form;
    const { fileName, bytes } = file;
    const kept = await receiveFile(
      db(),
      { ...staff, now: new Date() },
      { ...fields, fileName: fileName ?? "", bytes },
      bytesMax(),
    );
    return seeOther(kept.ok ? `${page}/${shortId(kept.value.importId)}` : `${page}?fault=${kept.error.code}`);
  } catch (error) {
    if (error instanceof BrokenForm || request.signal.aborted) return seeOther(`${page}?fault=broken`);
    throw error;
  }
}

/** The fields stand before the file; null without one. Of others, of which there may be any number, nothing is kept. */
async function readForm(parts: AsyncIterator<FormPart>) {
  const fields: Record<string, string> = {};
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    const part = next.value;
    if (part.fileName === null) {
      if (Object.hasOwn(fieldsSchema.shape, part.name)) fields[part.name] = await readField(part);
      continue;
    }
    const parsed = fieldsSchema.safeParse(fields);
    if (!parsed.success) throw new BrokenForm("fields are missing");
    return part.fileName === "" ? null : { ...parsed.data, file: part };
  }
  return null;
}

async function* read(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): AsyncGenerator<Uint8Array> {
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) yield next.value;
}

const overflowBytesMax = 200_000_000;

/** A browser reads no answer before it has sent everything: of what is too long, the rest is let come, so far. */
async function runOut(body: AsyncIterable<Uint8Array>): Promise<void> {
  let over = 0;
  for await (const { length } of body) {
    over += length;
    if (over > overflowBytesMax) return;
  }
}

const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
