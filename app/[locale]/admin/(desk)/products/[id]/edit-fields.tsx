import type { OwnProduct } from "@/lib/merchants/read-own-product";

/** Which product a form changes, and as of when it was shown: a change since then is told, not overwritten. */
export function EditFields({ product }: { product: OwnProduct }) {
  return (
    <>
      <input type="hidden" name="productId" value={product.productId} />
      <input type="hidden" name="seen" value={product.updatedAt.toISOString()} />
    </>
  );
}
