-- CreateEnum
CREATE TYPE "capture_mode" AS ENUM ('at_once', 'on_shipment');

-- CreateEnum
CREATE TYPE "refund_status" AS ENUM ('due', 'pending', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "credit_source" AS ENUM ('gift_card', 'store_credit');

-- CreateEnum
CREATE TYPE "credit_status" AS ENUM ('held', 'spent', 'released');

-- CreateEnum
CREATE TYPE "return_status" AS ENUM ('requested', 'approved', 'rejected', 'received', 'inspected', 'refunded', 'exchanged', 'cancelled');

-- CreateEnum
CREATE TYPE "return_resolution" AS ENUM ('refund', 'store_credit', 'exchange');

-- CreateEnum
CREATE TYPE "gift_card_status" AS ENUM ('active', 'spent', 'expired', 'disabled');

-- CreateEnum
CREATE TYPE "shipment_status" AS ENUM ('shipped', 'delivered');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('pending', 'delivered', 'failed');

-- CreateEnum
CREATE TYPE "stock_policy" AS ENUM ('deny', 'backorder', 'preorder');

-- CreateEnum
CREATE TYPE "drop_status" AS ENUM ('scheduled', 'open', 'sold_out', 'closed');

-- AlterEnum
ALTER TYPE "fulfilment_status" ADD VALUE 'partially_shipped';

-- AlterEnum
ALTER TYPE "order_status" ADD VALUE 'partially_shipped';

-- What was captured and given back so far, while the old status still says it.
ALTER TABLE "payment"
ADD COLUMN     "authorized_until" TIMESTAMPTZ(3),
ADD COLUMN     "captured_amount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "refunded_amount" INTEGER NOT NULL DEFAULT 0;
UPDATE "payment" SET "captured_amount" = "amount" WHERE "status" IN ('paid', 'refund_due', 'refunded');
UPDATE "payment" SET "refunded_amount" = "amount" WHERE "status" = 'refunded';
CREATE TEMPORARY TABLE "refund_owed" AS SELECT "customer_id", "order_id" FROM "payment" WHERE "status" = 'refund_due';

-- AlterEnum
CREATE TYPE "payment_status_new" AS ENUM ('opening', 'open', 'processing', 'authorized', 'paid', 'partially_refunded', 'refunded', 'voided', 'failed', 'expired');
ALTER TABLE "public"."payment" ALTER COLUMN "status" DROP DEFAULT;
ALTER TABLE "payment" ALTER COLUMN "status" TYPE "payment_status_new" USING (CASE "status"::text WHEN 'refund_due' THEN 'paid' ELSE "status"::text END::"payment_status_new");
ALTER TYPE "payment_status" RENAME TO "payment_status_old";
ALTER TYPE "payment_status_new" RENAME TO "payment_status";
DROP TYPE "public"."payment_status_old";
ALTER TABLE "payment" ALTER COLUMN "status" SET DEFAULT 'opening';

-- AlterEnum
ALTER TYPE "stock_change" ADD VALUE 'transferred';

-- DropIndex
DROP INDEX "fulfilment_merchant_id_order_id_key";

-- A merchant's first location has the merchant's own id: everything so far is there.
ALTER TABLE "fulfilment" ADD COLUMN "location_id" UUID;
UPDATE "fulfilment" SET "location_id" = "merchant_id";
ALTER TABLE "fulfilment" ALTER COLUMN "location_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "fulfilment_line" ADD COLUMN     "cancelled_quantity" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "shipped_quantity" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "ships_from" DATE;

-- AlterTable
ALTER TABLE "merchant" ADD COLUMN     "alert_email" TEXT,
ADD COLUMN     "capture_mode" "capture_mode" NOT NULL DEFAULT 'at_once',
ADD COLUMN     "return_days" INTEGER NOT NULL DEFAULT 30;

-- AlterTable
ALTER TABLE "order" ADD COLUMN     "capture_mode" "capture_mode" NOT NULL DEFAULT 'at_once',
ADD COLUMN     "credit_amount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "discount_amount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "shipping_tax_amount" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "cancelled_quantity" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "discount_amount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "ships_from" DATE;

-- AlterTable
ALTER TABLE "payment" DROP COLUMN "refund_id";

-- AlterTable
ALTER TABLE "staff_account" ADD COLUMN     "operator" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "stock_hold" ADD COLUMN "location_id" UUID;
UPDATE "stock_hold" SET "location_id" = "product"."merchant_id" FROM "product" WHERE "product"."product_id" = "stock_hold"."product_id";
ALTER TABLE "stock_hold" ALTER COLUMN "location_id" SET NOT NULL;
ALTER TABLE "stock_hold" DROP CONSTRAINT "stock_hold_pkey",
ADD COLUMN     "buyer" TEXT,
ADD COLUMN     "stripe" SMALLINT NOT NULL DEFAULT 0,
ADD CONSTRAINT "stock_hold_pkey" PRIMARY KEY ("product_id", "order_id", "variant_id", "location_id", "stripe");

-- AlterTable
ALTER TABLE "stock_ledger" ADD COLUMN "location_id" UUID;
UPDATE "stock_ledger" SET "location_id" = "product"."merchant_id" FROM "product" WHERE "product"."product_id" = "stock_ledger"."product_id";
ALTER TABLE "stock_ledger" ALTER COLUMN "location_id" SET NOT NULL;
ALTER TABLE "stock_ledger" ADD COLUMN     "stripe" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "stock_level" ADD COLUMN "location_id" UUID;
UPDATE "stock_level" SET "location_id" = "product"."merchant_id" FROM "product" WHERE "product"."product_id" = "stock_level"."product_id";
ALTER TABLE "stock_level" ALTER COLUMN "location_id" SET NOT NULL;
ALTER TABLE "stock_level" DROP CONSTRAINT "stock_level_pkey",
ADD COLUMN     "oversell_max" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stripe" SMALLINT NOT NULL DEFAULT 0,
ADD CONSTRAINT "stock_level_pkey" PRIMARY KEY ("product_id", "variant_id", "location_id", "stripe");

-- AlterTable
ALTER TABLE "variant" ADD COLUMN     "low_stock_at" INTEGER,
ADD COLUMN     "oversell_max" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "per_customer_max" INTEGER,
ADD COLUMN     "ships_from" DATE,
ADD COLUMN     "stock_policy" "stock_policy" NOT NULL DEFAULT 'deny',
ADD COLUMN     "stripes" SMALLINT NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "refund" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "status" "refund_status" NOT NULL DEFAULT 'due',
    "currency" CHAR(3) NOT NULL,
    "amount" INTEGER NOT NULL,
    "payment_amount" INTEGER NOT NULL,
    "credit_amount" INTEGER NOT NULL DEFAULT 0,
    "shipping_amount" INTEGER NOT NULL DEFAULT 0,
    "tax_amount" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "actor" TEXT NOT NULL,
    "merchant_id" UUID,
    "return_id" UUID,
    "payment_intent_id" TEXT,
    "provider_refund_id" TEXT,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("customer_id","order_id","refund_id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    "tax_amount" INTEGER NOT NULL,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("customer_id","order_id","refund_id","line_id")
);

-- CreateTable
CREATE TABLE "order_credit" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "credit_id" UUID NOT NULL,
    "source" "credit_source" NOT NULL,
    "code_hash" TEXT,
    "status" "credit_status" NOT NULL DEFAULT 'held',
    "amount" INTEGER NOT NULL,
    "refunded_amount" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_credit_pkey" PRIMARY KEY ("customer_id","order_id","credit_id")
);

-- CreateTable
CREATE TABLE "return" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "status" "return_status" NOT NULL DEFAULT 'requested',
    "resolution" "return_resolution" NOT NULL DEFAULT 'refund',
    "comment" TEXT NOT NULL DEFAULT '',
    "carrier" TEXT,
    "tracking" TEXT,
    "refund_id" UUID,
    "exchange_order_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_pkey" PRIMARY KEY ("customer_id","order_id","return_id")
);

-- CreateTable
CREATE TABLE "return_line" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "accepted_quantity" INTEGER,
    "restock_quantity" INTEGER,
    "exchange_variant_id" UUID,

    CONSTRAINT "return_line_pkey" PRIMARY KEY ("customer_id","order_id","return_id","line_id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "dispute_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "due_by" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("customer_id","order_id","dispute_id")
);

-- CreateTable
CREATE TABLE "store_credit" (
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "balance" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_credit_pkey" PRIMARY KEY ("customer_id","currency")
);

-- CreateTable
CREATE TABLE "store_credit_entry" (
    "customer_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "entry_id" UUID NOT NULL,
    "delta" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "order_id" UUID,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_credit_entry_pkey" PRIMARY KEY ("customer_id","currency","entry_id")
);

-- CreateTable
CREATE TABLE "payment_intent" (
    "payment_intent_id" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,

    CONSTRAINT "payment_intent_pkey" PRIMARY KEY ("payment_intent_id")
);

-- CreateTable
CREATE TABLE "gift_card" (
    "code_hash" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "status" "gift_card_status" NOT NULL DEFAULT 'active',
    "currency" CHAR(3) NOT NULL,
    "initial_amount" INTEGER NOT NULL,
    "balance" INTEGER NOT NULL,
    "email" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gift_card_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "gift_card_entry" (
    "code_hash" TEXT NOT NULL,
    "entry_id" UUID NOT NULL,
    "delta" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "order_id" UUID,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gift_card_entry_pkey" PRIMARY KEY ("code_hash","entry_id")
);

-- CreateTable
CREATE TABLE "book_difference" (
    "difference_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "customer_id" UUID,
    "order_id" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "book_difference_pkey" PRIMARY KEY ("difference_id")
);

-- CreateTable
CREATE TABLE "location" (
    "merchant_id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "city" TEXT NOT NULL DEFAULT '',
    "country" VARCHAR(2) NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "location_pkey" PRIMARY KEY ("merchant_id","location_id")
);

-- CreateTable
CREATE TABLE "shipment" (
    "merchant_id" UUID NOT NULL,
    "fulfilment_id" UUID NOT NULL,
    "shipment_id" UUID NOT NULL,
    "status" "shipment_status" NOT NULL DEFAULT 'shipped',
    "carrier" TEXT NOT NULL,
    "tracking" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "shipped_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("merchant_id","fulfilment_id","shipment_id")
);

-- CreateTable
CREATE TABLE "shipment_line" (
    "merchant_id" UUID NOT NULL,
    "fulfilment_id" UUID NOT NULL,
    "shipment_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "shipment_line_pkey" PRIMARY KEY ("merchant_id","fulfilment_id","shipment_id","line_id")
);

-- CreateTable
CREATE TABLE "merchant_return" (
    "merchant_id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "order_number" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "status" "return_status" NOT NULL DEFAULT 'requested',
    "item_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merchant_return_pkey" PRIMARY KEY ("merchant_id","return_id")
);

-- CreateTable
CREATE TABLE "merchant_notice" (
    "merchant_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "merchant_notice_pkey" PRIMARY KEY ("merchant_id","cause")
);

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "merchant_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "types" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("merchant_id","endpoint_id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "merchant_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "status" "delivery_status" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "response_status" INTEGER,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("merchant_id","endpoint_id","event_id")
);

-- CreateTable
CREATE TABLE "purchase_tally" (
    "product_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "buyer" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "purchase_tally_pkey" PRIMARY KEY ("product_id","variant_id","buyer")
);

-- CreateTable
CREATE TABLE "stock_watch" (
    "product_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "notified_at" TIMESTAMPTZ(3),

    CONSTRAINT "stock_watch_pkey" PRIMARY KEY ("product_id","variant_id","email")
);

-- CreateTable
CREATE TABLE "drop" (
    "product_id" UUID NOT NULL,
    "drop_id" UUID NOT NULL,
    "status" "drop_status" NOT NULL DEFAULT 'scheduled',
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "admitted_through" INTEGER NOT NULL DEFAULT 0,
    "placed_through" INTEGER NOT NULL DEFAULT 0,
    "pace_per_second" INTEGER NOT NULL DEFAULT 20,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drop_pkey" PRIMARY KEY ("product_id","drop_id")
);

-- CreateTable
CREATE TABLE "drop_place" (
    "product_id" UUID NOT NULL,
    "drop_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "place" INTEGER,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "admitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "drop_place_pkey" PRIMARY KEY ("product_id","drop_id","ticket_id")
);

-- CreateIndex
CREATE INDEX "refund_status_created_at_idx" ON "refund"("status", "created_at");

-- CreateIndex
CREATE INDEX "payment_status_updated_at_idx" ON "payment"("status", "updated_at");

-- CreateIndex
CREATE INDEX "merchant_return_merchant_id_created_at_return_id_idx" ON "merchant_return"("merchant_id", "created_at" DESC, "return_id" DESC);

-- CreateIndex
CREATE INDEX "merchant_return_merchant_id_status_created_at_return_id_idx" ON "merchant_return"("merchant_id", "status", "created_at" DESC, "return_id" DESC);

-- CreateIndex
CREATE INDEX "webhook_delivery_merchant_id_created_at_event_id_idx" ON "webhook_delivery"("merchant_id", "created_at" DESC, "event_id" DESC);

-- CreateIndex
CREATE INDEX "drop_place_product_id_drop_id_place_idx" ON "drop_place"("product_id", "drop_id", "place");

-- CreateIndex
CREATE UNIQUE INDEX "fulfilment_merchant_id_order_id_location_id_key" ON "fulfilment"("merchant_id", "order_id", "location_id");

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "order"("customer_id", "order_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_customer_id_order_id_refund_id_fkey" FOREIGN KEY ("customer_id", "order_id", "refund_id") REFERENCES "refund"("customer_id", "order_id", "refund_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "order_credit" ADD CONSTRAINT "order_credit_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "order"("customer_id", "order_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "return" ADD CONSTRAINT "return_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "order"("customer_id", "order_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_customer_id_order_id_return_id_fkey" FOREIGN KEY ("customer_id", "order_id", "return_id") REFERENCES "return"("customer_id", "order_id", "return_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_customer_id_order_id_fkey" FOREIGN KEY ("customer_id", "order_id") REFERENCES "order"("customer_id", "order_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "store_credit" ADD CONSTRAINT "store_credit_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("customer_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "store_credit_entry" ADD CONSTRAINT "store_credit_entry_customer_id_currency_fkey" FOREIGN KEY ("customer_id", "currency") REFERENCES "store_credit"("customer_id", "currency") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "gift_card_entry" ADD CONSTRAINT "gift_card_entry_code_hash_fkey" FOREIGN KEY ("code_hash") REFERENCES "gift_card"("code_hash") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "location" ADD CONSTRAINT "location_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("merchant_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_merchant_id_fulfilment_id_fkey" FOREIGN KEY ("merchant_id", "fulfilment_id") REFERENCES "fulfilment"("merchant_id", "fulfilment_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_merchant_id_fulfilment_id_shipment_id_fkey" FOREIGN KEY ("merchant_id", "fulfilment_id", "shipment_id") REFERENCES "shipment"("merchant_id", "fulfilment_id", "shipment_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "merchant_return" ADD CONSTRAINT "merchant_return_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("merchant_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "merchant_notice" ADD CONSTRAINT "merchant_notice_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("merchant_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("merchant_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_merchant_id_endpoint_id_fkey" FOREIGN KEY ("merchant_id", "endpoint_id") REFERENCES "webhook_endpoint"("merchant_id", "endpoint_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "drop_place" ADD CONSTRAINT "drop_place_product_id_drop_id_fkey" FOREIGN KEY ("product_id", "drop_id") REFERENCES "drop"("product_id", "drop_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- What stood in columns before stands in rows now.
INSERT INTO "location" ("merchant_id", "location_id", "name", "city", "country", "created_at")
SELECT "merchant_id", "merchant_id", COALESCE(NULLIF("city", ''), "name"), "city", "country", "created_at" FROM "merchant";
INSERT INTO "shipment" ("merchant_id", "fulfilment_id", "shipment_id", "status", "carrier", "tracking", "staff_id", "shipped_at")
SELECT f."merchant_id", f."fulfilment_id", f."fulfilment_id", CASE f."status"::text WHEN 'delivered' THEN 'delivered' ELSE 'shipped' END::"shipment_status",
       f."carrier", f."tracking", COALESCE((SELECT a."staff_id" FROM "audit_entry" a WHERE a."merchant_id" = f."merchant_id" AND a."subject" = f."order_number" AND a."action" = 'fulfilment.shipped' LIMIT 1), f."merchant_id"), COALESCE(f."shipped_at", f."updated_at")
  FROM "fulfilment" f WHERE f."carrier" IS NOT NULL AND f."tracking" IS NOT NULL;
UPDATE "fulfilment_line" SET "shipped_quantity" = "fulfilment_line"."quantity"
  FROM "fulfilment" f WHERE f."merchant_id" = "fulfilment_line"."merchant_id" AND f."fulfilment_id" = "fulfilment_line"."fulfilment_id" AND f."status"::text IN ('shipped', 'delivered');
INSERT INTO "shipment_line" ("merchant_id", "fulfilment_id", "shipment_id", "line_id", "quantity")
SELECT l."merchant_id", l."fulfilment_id", l."fulfilment_id", l."line_id", l."quantity" FROM "fulfilment_line" l
  JOIN "shipment" s ON s."merchant_id" = l."merchant_id" AND s."fulfilment_id" = l."fulfilment_id";
ALTER TABLE "fulfilment" DROP COLUMN "carrier", DROP COLUMN "tracking";
INSERT INTO "payment_intent" ("payment_intent_id", "customer_id", "order_id")
SELECT "payment_intent_id", "customer_id", "order_id" FROM "payment" WHERE "payment_intent_id" IS NOT NULL ON CONFLICT DO NOTHING;
INSERT INTO "refund" ("customer_id", "order_id", "refund_id", "status", "currency", "amount", "payment_amount", "reason", "actor", "payment_intent_id", "created_at", "updated_at")
SELECT p."customer_id", p."order_id", gen_random_uuid(), 'due', p."currency", p."amount", p."amount", 'late_payment', 'clock', p."payment_intent_id", p."updated_at", p."updated_at"
  FROM "payment" p JOIN "refund_owed" o ON o."customer_id" = p."customer_id" AND o."order_id" = p."order_id";
DROP TABLE "refund_owed";

-- What the ORM cannot say: the laws of stock and money.
ALTER TABLE "stock_level" DROP CONSTRAINT "stock_level_law";
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_law" CHECK (held >= 0 AND sold >= 0 AND oversell_max >= 0 AND stripe >= 0 AND on_hand - held >= -oversell_max);
ALTER TABLE "order" DROP CONSTRAINT "order_total";
ALTER TABLE "order" ADD CONSTRAINT "order_total" CHECK (total_amount = subtotal_amount - discount_amount + shipping_amount + CASE WHEN tax_included THEN 0 ELSE tax_amount END AND subtotal_amount >= 0 AND shipping_amount >= 0 AND tax_amount >= 0 AND discount_amount BETWEEN 0 AND subtotal_amount AND shipping_tax_amount BETWEEN 0 AND tax_amount AND credit_amount BETWEEN 0 AND total_amount);
ALTER TABLE "order_line" DROP CONSTRAINT "order_line_total";
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_total" CHECK (quantity > 0 AND total_amount = unit_amount * quantity - discount_amount AND discount_amount >= 0 AND total_amount >= 0 AND cancelled_quantity BETWEEN 0 AND quantity);
ALTER TABLE "payment" ADD CONSTRAINT "payment_law" CHECK (captured_amount >= 0 AND refunded_amount BETWEEN 0 AND captured_amount);
ALTER TABLE "refund" ADD CONSTRAINT "refund_law" CHECK (amount = payment_amount + credit_amount AND payment_amount >= 0 AND credit_amount >= 0 AND amount > 0 AND shipping_amount >= 0 AND tax_amount BETWEEN 0 AND amount);
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_law" CHECK (quantity >= 0 AND amount >= 0 AND tax_amount BETWEEN 0 AND amount);
ALTER TABLE "order_credit" ADD CONSTRAINT "order_credit_law" CHECK (amount > 0 AND refunded_amount BETWEEN 0 AND amount);
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_law" CHECK (quantity > 0 AND (accepted_quantity IS NULL OR accepted_quantity BETWEEN 0 AND quantity) AND (restock_quantity IS NULL OR restock_quantity BETWEEN 0 AND accepted_quantity));
ALTER TABLE "store_credit" ADD CONSTRAINT "store_credit_law" CHECK (balance >= 0);
ALTER TABLE "gift_card" ADD CONSTRAINT "gift_card_law" CHECK (balance BETWEEN 0 AND initial_amount);
ALTER TABLE "fulfilment_line" ADD CONSTRAINT "fulfilment_line_law" CHECK (shipped_quantity >= 0 AND cancelled_quantity >= 0 AND shipped_quantity + cancelled_quantity <= quantity);
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_law" CHECK (quantity > 0);
ALTER TABLE "purchase_tally" ADD CONSTRAINT "purchase_tally_law" CHECK (quantity >= 0);
ALTER TABLE "variant" ADD CONSTRAINT "variant_stock_law" CHECK (oversell_max >= 0 AND stripes BETWEEN 1 AND 64 AND (per_customer_max IS NULL OR per_customer_max > 0) AND (low_stock_at IS NULL OR low_stock_at >= 0));
