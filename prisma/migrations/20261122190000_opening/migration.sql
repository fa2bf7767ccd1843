-- Trigrams find misspelled words, and accents are folded in search documents.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('pending_payment', 'paid', 'shipped', 'delivered', 'cancelled', 'lapsed');

-- CreateEnum
CREATE TYPE "payment_status" AS ENUM ('opening', 'open', 'processing', 'paid', 'failed', 'expired', 'refund_due', 'refunded');

-- CreateEnum
CREATE TYPE "fulfilment_status" AS ENUM ('to_pack', 'shipped', 'delivered', 'cancelled');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('owner', 'clerk');

-- CreateEnum
CREATE TYPE "product_status" AS ENUM ('draft', 'active', 'archived');

-- CreateEnum
CREATE TYPE "price_source" AS ENUM ('set', 'converted');

-- CreateEnum
CREATE TYPE "media_status" AS ENUM ('ready', 'pending', 'failed');

-- CreateEnum
CREATE TYPE "hold_status" AS ENUM ('held', 'sold', 'released');

-- CreateEnum
CREATE TYPE "stock_change" AS ENUM ('received', 'adjusted', 'held', 'released', 'sold', 'returned');

-- CreateTable
CREATE TABLE "customer" (
    "customer_id" UUID NOT NULL,
    "email" TEXT,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("customer_id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "saved_for_later" BOOLEAN NOT NULL DEFAULT false,
    "seen_amount" INTEGER NOT NULL,
    "seen_currency" CHAR(3) NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("customer_id","product_id","variant_id")
);

-- CreateTable
CREATE TABLE "order" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "idempotency_key" UUID NOT NULL,
    "status" "order_status" NOT NULL DEFAULT 'pending_payment',
    "locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "email" TEXT NOT NULL,
    "ship_to" JSONB NOT NULL,
    "shipping_method" TEXT NOT NULL,
    "delivery_from" DATE NOT NULL,
    "delivery_to" DATE NOT NULL,
    "subtotal_amount" INTEGER NOT NULL,
    "shipping_amount" INTEGER NOT NULL,
    "tax_amount" INTEGER NOT NULL,
    "total_amount" INTEGER NOT NULL,
    "tax_included" BOOLEAN NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_pkey" PRIMARY KEY ("customer_id","order_id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "merchant_name" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '[]',
    "image_key" TEXT,
    "image_hue" INTEGER,
    "slug" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_amount" INTEGER NOT NULL,
    "total_amount" INTEGER NOT NULL,
    "tax_amount" INTEGER NOT NULL,
    "tax_rate_ppm" INTEGER NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("customer_id","order_id","line_id")
);

-- CreateTable
CREATE TABLE "payment" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "status" "payment_status" NOT NULL DEFAULT 'opening',
    "amount" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "session_id" TEXT,
    "session_url" TEXT,
    "payment_intent_id" TEXT,
    "refund_id" TEXT,
    "last_error" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("customer_id","order_id")
);

-- CreateTable
CREATE TABLE "order_event" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("customer_id","order_id","event_id")
);

-- CreateTable
CREATE TABLE "notice" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("customer_id","order_id","cause")
);

-- CreateTable
CREATE TABLE "order_number" (
    "number" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,

    CONSTRAINT "order_number_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "payment_session" (
    "session_id" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,

    CONSTRAINT "payment_session_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "staff_email" (
    "email" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,

    CONSTRAINT "staff_email_pkey" PRIMARY KEY ("email")
);

-- CreateTable
CREATE TABLE "staff_account" (
    "staff_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_epoch" INTEGER NOT NULL DEFAULT 1,
    "merchant_ids" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_account_pkey" PRIMARY KEY ("staff_id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "shop_state" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_state_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "merchant" (
    "merchant_id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "city" TEXT NOT NULL DEFAULT '',
    "country" VARCHAR(2) NOT NULL DEFAULT '',
    "about" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_pkey" PRIMARY KEY ("merchant_id")
);

-- CreateTable
CREATE TABLE "merchant_product" (
    "merchant_id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "import_hash" TEXT,

    CONSTRAINT "merchant_product_pkey" PRIMARY KEY ("merchant_id","handle")
);

-- CreateTable
CREATE TABLE "staff_membership" (
    "merchant_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "role" "staff_role" NOT NULL DEFAULT 'clerk',

    CONSTRAINT "staff_membership_pkey" PRIMARY KEY ("merchant_id","staff_id")
);

-- CreateTable
CREATE TABLE "fulfilment" (
    "merchant_id" UUID NOT NULL,
    "fulfilment_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "order_number" TEXT NOT NULL,
    "status" "fulfilment_status" NOT NULL DEFAULT 'to_pack',
    "locale" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "ship_to" JSONB NOT NULL,
    "shipping_method" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "total_amount" INTEGER NOT NULL,
    "item_count" INTEGER NOT NULL,
    "carrier" TEXT,
    "tracking" TEXT,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "shipped_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fulfilment_pkey" PRIMARY KEY ("merchant_id","fulfilment_id")
);

-- CreateTable
CREATE TABLE "fulfilment_line" (
    "merchant_id" UUID NOT NULL,
    "fulfilment_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '[]',
    "image_key" TEXT,
    "image_hue" INTEGER,
    "quantity" INTEGER NOT NULL,
    "unit_amount" INTEGER NOT NULL,
    "total_amount" INTEGER NOT NULL,

    CONSTRAINT "fulfilment_line_pkey" PRIMARY KEY ("merchant_id","fulfilment_id","line_id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "merchant_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("merchant_id","entry_id")
);

-- CreateTable
CREATE TABLE "product" (
    "product_id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "status" "product_status" NOT NULL DEFAULT 'draft',
    "brand" TEXT NOT NULL,
    "category_id" UUID NOT NULL,
    "tax_class" TEXT NOT NULL DEFAULT 'standard',
    "hue" INTEGER NOT NULL DEFAULT 75,
    "option_keys" TEXT[],
    "sold_count" INTEGER NOT NULL DEFAULT 0,
    "rating_count" INTEGER NOT NULL DEFAULT 0,
    "rating_sum" INTEGER NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "product_translation" (
    "product_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "headline" TEXT NOT NULL DEFAULT '',
    "description_html" TEXT NOT NULL,
    "specs" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "product_translation_pkey" PRIMARY KEY ("product_id","language")
);

-- CreateTable
CREATE TABLE "product_attribute" (
    "product_id" UUID NOT NULL,
    "attribute_key" TEXT NOT NULL,
    "value_key" TEXT NOT NULL,

    CONSTRAINT "product_attribute_pkey" PRIMARY KEY ("product_id","attribute_key","value_key")
);

-- CreateTable
CREATE TABLE "variant" (
    "product_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "barcode" TEXT,
    "options" JSONB NOT NULL DEFAULT '{}',
    "weight_grams" INTEGER NOT NULL DEFAULT 0,
    "position" INTEGER NOT NULL,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("product_id","variant_id")
);

-- CreateTable
CREATE TABLE "price" (
    "product_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" INTEGER NOT NULL,
    "compare_at_amount" INTEGER,
    "source" "price_source" NOT NULL DEFAULT 'set',
    "rate_date" DATE,

    CONSTRAINT "price_pkey" PRIMARY KEY ("product_id","variant_id","currency")
);

-- CreateTable
CREATE TABLE "media" (
    "product_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "status" "media_status" NOT NULL,
    "key" TEXT,
    "source_url" TEXT,
    "alt" TEXT NOT NULL DEFAULT '',
    "width" INTEGER,
    "height" INTEGER,
    "hue" INTEGER,
    "options" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "media_pkey" PRIMARY KEY ("product_id","media_id")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "product_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,
    "sold" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("product_id","variant_id")
);

-- CreateTable
CREATE TABLE "stock_hold" (
    "product_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "status" "hold_status" NOT NULL DEFAULT 'held',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_hold_pkey" PRIMARY KEY ("product_id","order_id","variant_id")
);

-- CreateTable
CREATE TABLE "stock_ledger" (
    "product_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "change" "stock_change" NOT NULL,
    "on_hand_delta" INTEGER NOT NULL,
    "held_delta" INTEGER NOT NULL,
    "sold_delta" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "order_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_ledger_pkey" PRIMARY KEY ("product_id","entry_id")
);

-- CreateTable
CREATE TABLE "catalog_entry" (
    "product_id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "merchant_name" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "status" "product_status" NOT NULL,
    "brand" TEXT NOT NULL,
    "lineage" UUID[],
    "facets" TEXT[],
    "swatches" TEXT[],
    "image_key" TEXT,
    "image_hue" INTEGER,
    "hue" INTEGER NOT NULL,
    "variant_count" INTEGER NOT NULL,
    "stock" INTEGER NOT NULL,
    "in_stock" BOOLEAN NOT NULL,
    "sold_count" INTEGER NOT NULL,
    "rating_count" INTEGER NOT NULL,
    "rating" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalog_entry_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "catalog_text" (
    "language" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "document" tsvector NOT NULL,

    CONSTRAINT "catalog_text_pkey" PRIMARY KEY ("language","product_id")
);

-- CreateTable
CREATE TABLE "catalog_price" (
    "currency" CHAR(3) NOT NULL,
    "product_id" UUID NOT NULL,
    "amount" INTEGER NOT NULL,
    "amount_max" INTEGER NOT NULL,
    "compare_at_amount" INTEGER,

    CONSTRAINT "catalog_price_pkey" PRIMARY KEY ("currency","product_id")
);

-- CreateTable
CREATE TABLE "search_word" (
    "language" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "frequency" INTEGER NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("language","word")
);

-- CreateTable
CREATE TABLE "popular_query" (
    "language" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "popular_query_pkey" PRIMARY KEY ("language","query")
);

-- CreateTable
CREATE TABLE "category" (
    "category_id" UUID NOT NULL,
    "parent_id" UUID,
    "lineage" UUID[],
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "hue" INTEGER NOT NULL DEFAULT 75,
    "image_key" TEXT,
    "tax_class" TEXT NOT NULL DEFAULT 'standard',

    CONSTRAINT "category_pkey" PRIMARY KEY ("category_id")
);

-- CreateTable
CREATE TABLE "category_translation" (
    "category_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "path" TEXT NOT NULL,

    CONSTRAINT "category_translation_pkey" PRIMARY KEY ("category_id","language")
);

-- CreateTable
CREATE TABLE "category_path" (
    "language" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "category_id" UUID NOT NULL,

    CONSTRAINT "category_path_pkey" PRIMARY KEY ("language","path")
);

-- CreateTable
CREATE TABLE "attribute" (
    "attribute_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'choice',
    "filterable" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 100,

    CONSTRAINT "attribute_pkey" PRIMARY KEY ("attribute_key")
);

-- CreateTable
CREATE TABLE "attribute_translation" (
    "attribute_key" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "attribute_translation_pkey" PRIMARY KEY ("attribute_key","language")
);

-- CreateTable
CREATE TABLE "attribute_value" (
    "attribute_key" TEXT NOT NULL,
    "value_key" TEXT NOT NULL,
    "swatch" TEXT,
    "position" INTEGER NOT NULL DEFAULT 100,

    CONSTRAINT "attribute_value_pkey" PRIMARY KEY ("attribute_key","value_key")
);

-- CreateTable
CREATE TABLE "attribute_value_translation" (
    "attribute_key" TEXT NOT NULL,
    "value_key" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "attribute_value_translation_pkey" PRIMARY KEY ("attribute_key","value_key","language")
);

-- CreateTable
CREATE TABLE "exchange_rate" (
    "base" CHAR(3) NOT NULL,
    "quote" CHAR(3) NOT NULL,
    "day" DATE NOT NULL,
    "rate_ppm" BIGINT NOT NULL,

    CONSTRAINT "exchange_rate_pkey" PRIMARY KEY ("base","quote","day")
);

-- CreateTable
CREATE TABLE "tax_rate" (
    "region" CHAR(2) NOT NULL,
    "subdivision" TEXT NOT NULL DEFAULT '',
    "tax_class" TEXT NOT NULL,
    "rate_ppm" INTEGER NOT NULL,

    CONSTRAINT "tax_rate_pkey" PRIMARY KEY ("region","subdivision","tax_class")
);

-- CreateTable
CREATE TABLE "shipping_rate" (
    "region" CHAR(2) NOT NULL,
    "method" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" INTEGER NOT NULL,
    "free_from" INTEGER,
    "business_days_min" INTEGER NOT NULL,
    "business_days_max" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "shipping_rate_pkey" PRIMARY KEY ("region","method","currency")
);

-- CreateIndex
CREATE INDEX "order_customer_id_placed_at_idx" ON "order"("customer_id", "placed_at");

-- CreateIndex
CREATE INDEX "order_status_expires_at_idx" ON "order"("status", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "order_customer_id_idempotency_key_key" ON "order"("customer_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "merchant_product_merchant_id_product_id_key" ON "merchant_product"("merchant_id", "product_id");

-- CreateIndex
CREATE INDEX "fulfilment_merchant_id_placed_at_fulfilment_id_idx" ON "fulfilment"("merchant_id", "placed_at" DESC, "fulfilment_id" DESC);

-- CreateIndex
CREATE INDEX "fulfilment_merchant_id_status_placed_at_fulfilment_id_idx" ON "fulfilment"("merchant_id", "status", "placed_at" DESC, "fulfilment_id" DESC);

-- CreateIndex
CREATE INDEX "fulfilment_merchant_id_order_number_idx" ON "fulfilment"("merchant_id", "order_number");

-- CreateIndex
CREATE UNIQUE INDEX "fulfilment_merchant_id_order_id_key" ON "fulfilment"("merchant_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "variant_product_id_sku_key" ON "variant"("product_id", "sku");

-- CreateIndex
CREATE INDEX "stock_ledger_product_id_variant_id_at_idx" ON "stock_ledger"("product_id", "variant_id", "at");

-- CreateIndex
CREATE INDEX "catalog_entry_merchant_id_updated_at_product_id_idx" ON "catalog_entry"("merchant_id", "updated_at" DESC, "product_id" DESC);

-- CreateIndex
CREATE INDEX "catalog_entry_status_sold_count_product_id_idx" ON "catalog_entry"("status", "sold_count" DESC, "product_id");

-- CreateIndex
CREATE INDEX "catalog_entry_status_published_at_product_id_idx" ON "catalog_entry"("status", "published_at" DESC, "product_id");

-- CreateIndex
CREATE INDEX "catalog_entry_lineage_idx" ON "catalog_entry" USING GIN ("lineage");

-- CreateIndex
CREATE INDEX "catalog_entry_facets_idx" ON "catalog_entry" USING GIN ("facets");

-- CreateIndex
CREATE INDEX "catalog_text_document_idx" ON "catalog_text" USING GIN ("document");

-- CreateIndex
CREATE INDEX "catalog_price_currency_amount_product_id_idx" ON "catalog_price"("currency", "amount", "product_id");

-- CreateIndex
CREATE INDEX "search_word_word_idx" ON "search_word" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "popular_query_language_count_idx" ON "popular_query"("language", "count" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "category_key_key" ON "category"("key");

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("customer_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("customer_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "order"("customer_id", "order_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "order"("customer_id", "order_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "order"("customer_id", "order_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "order"("customer_id", "order_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "merchant_product" ADD CONSTRAINT "merchant_product_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("merchant_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "staff_membership" ADD CONSTRAINT "staff_membership_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("merchant_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "fulfilment" ADD CONSTRAINT "fulfilment_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("merchant_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_merchant_id_fulfilment_id_fkey" FOREIGN KEY ("merchant_id", "fulfilment_id") REFERENCES "fulfilment"("merchant_id", "fulfilment_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("merchant_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "product_translation" ADD CONSTRAINT "product_translation_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("product_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "product_attribute" ADD CONSTRAINT "product_attribute_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("product_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("product_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_product_id_variant_id_fkey" FOREIGN KEY ("product_id", "variant_id") REFERENCES "variant"("product_id", "variant_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "media" ADD CONSTRAINT "media_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("product_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_product_id_variant_id_fkey" FOREIGN KEY ("product_id", "variant_id") REFERENCES "variant"("product_id", "variant_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "category_translation" ADD CONSTRAINT "category_translation_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("category_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- What the ORM cannot say: the laws of stock and money.
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_law" CHECK (on_hand >= 0 AND held >= 0 AND held <= on_hand AND sold >= 0);
ALTER TABLE "stock_hold" ADD CONSTRAINT "stock_hold_quantity" CHECK (quantity > 0);
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_quantity" CHECK (quantity BETWEEN 1 AND 99);
ALTER TABLE "price" ADD CONSTRAINT "price_amount" CHECK (amount >= 0 AND (compare_at_amount IS NULL OR compare_at_amount > amount));
ALTER TABLE "order" ADD CONSTRAINT "order_total" CHECK (total_amount = subtotal_amount + shipping_amount + CASE WHEN tax_included THEN 0 ELSE tax_amount END AND subtotal_amount >= 0 AND shipping_amount >= 0 AND tax_amount >= 0);
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_total" CHECK (quantity > 0 AND total_amount = unit_amount * quantity);
