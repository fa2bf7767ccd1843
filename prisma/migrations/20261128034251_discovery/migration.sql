-- CreateTable
CREATE TABLE "product_sale" (
    "day" DATE NOT NULL,
    "product_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "product_sale_pkey" PRIMARY KEY ("day","product_id")
);

-- CreateTable
CREATE TABLE "product_demand" (
    "product_id" UUID NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "product_demand_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "co_purchase" (
    "product_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "orders" INTEGER NOT NULL,

    CONSTRAINT "co_purchase_pkey" PRIMARY KEY ("product_id","other_id")
);

-- CreateTable
CREATE TABLE "bought_together" (
    "product_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "bought_together_pkey" PRIMARY KEY ("product_id","other_id")
);

-- CreateTable
CREATE TABLE "trending" (
    "category_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "trending_pkey" PRIMARY KEY ("category_id","product_id")
);

-- CreateIndex
CREATE INDEX "trending_category_id_score_product_id_idx" ON "trending"("category_id", "score" DESC, "product_id");

-- CreateIndex
CREATE INDEX "order_paid_at_customer_id_order_id_idx" ON "order"("paid_at", "customer_id", "order_id");

-- What Prisma can't say: best sellers and newest of a product's own category, of its department and of its brand.
CREATE INDEX "catalog_entry_leaf_sold" ON "catalog_entry"((lineage[cardinality(lineage)]), "sold_count" DESC, "product_id") WHERE status = 'active';
CREATE INDEX "catalog_entry_department_sold" ON "catalog_entry"((lineage[1]), "sold_count" DESC, "product_id") WHERE status = 'active';
CREATE INDEX "catalog_entry_leaf_published" ON "catalog_entry"((lineage[cardinality(lineage)]), "published_at" DESC, "product_id") WHERE status = 'active';
CREATE INDEX "catalog_entry_brand_published" ON "catalog_entry"("brand", "published_at" DESC, "product_id") WHERE status = 'active';
