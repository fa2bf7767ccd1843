import type { ProductStatus } from "@/lib/merchants/list-own-products";
import type { Tone } from "./status-chip";

export const productTones: Record<ProductStatus, Tone> = { draft: "waiting", active: "good", archived: "quiet" };
