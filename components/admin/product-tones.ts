import type { Tone } from "@/components/ui/status-chip";
import type { ProductStatus } from "@/lib/merchants/list-own-products";

export const productTones: Record<ProductStatus, Tone> = { draft: "waiting", active: "good", archived: "quiet" };
