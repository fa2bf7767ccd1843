import { otherMethods } from "@/app/api/other-methods";
import { mediaStore } from "@/lib/media/store";

/** Pictures of the media store, kept for ever by whoever asks: a key's content never changes. Public, as the shop window is. */
export async function GET(request: Request, { params }: { params: Promise<{ key: string[] }> }) {
  const key = (await params).key.join("/");
  const etag = `"${key}"`;
  const headers = { etag, "cache-control": "public, max-age=31536000, immutable", "x-content-type-options": "nosniff" };
  const picture = await mediaStore().get(key);
  if (!picture) return new Response("Not found", { status: 404, headers: { "cache-control": "public, max-age=60" } });
  if (request.headers.get("if-none-match")?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(picture.bytes, { headers: { ...headers, "content-type": picture.contentType } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
