-- CreateEnum
CREATE TYPE "product_import_status" AS ENUM ('receiving', 'reading', 'ready', 'importing', 'done', 'cancelled', 'failed');

-- CreateTable
CREATE TABLE "product_import" (
    "merchant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "status" "product_import_status" NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_bytes" INTEGER NOT NULL DEFAULT 0,
    "language" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "dialect" TEXT NOT NULL DEFAULT '',
    "encoding" TEXT NOT NULL DEFAULT '',
    "rows_total" INTEGER NOT NULL DEFAULT 0,
    "products_done" INTEGER NOT NULL DEFAULT 0,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "variants" INTEGER NOT NULL DEFAULT 0,
    "pictures" INTEGER NOT NULL DEFAULT 0,
    "categories" INTEGER NOT NULL DEFAULT 0,
    "attributes" INTEGER NOT NULL DEFAULT 0,
    "remark_count" INTEGER NOT NULL DEFAULT 0,
    "sample" JSONB NOT NULL DEFAULT '[]',
    "failure" JSONB,
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by" UUID,
    "confirmed_at" TIMESTAMPTZ(3),
    "cancelled_by" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "product_import_pkey" PRIMARY KEY ("merchant_id","import_id")
);

-- CreateTable
CREATE TABLE "product_import_piece" (
    "merchant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "product_import_piece_pkey" PRIMARY KEY ("merchant_id","import_id","position")
);

-- CreateTable
CREATE TABLE "product_import_remark" (
    "merchant_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "refused" BOOLEAN NOT NULL,
    "line" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "found" TEXT NOT NULL,
    "about" TEXT NOT NULL,

    CONSTRAINT "product_import_remark_pkey" PRIMARY KEY ("merchant_id","import_id","position")
);

-- CreateIndex
CREATE INDEX "product_import_merchant_id_created_at_import_id_idx" ON "product_import"("merchant_id", "created_at" DESC, "import_id" DESC);

-- CreateIndex
CREATE INDEX "product_import_created_at_idx" ON "product_import"("created_at");

-- AddForeignKey
ALTER TABLE "product_import" ADD CONSTRAINT "product_import_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchant"("merchant_id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "product_import_piece" ADD CONSTRAINT "product_import_piece_merchant_id_import_id_fkey" FOREIGN KEY ("merchant_id", "import_id") REFERENCES "product_import"("merchant_id", "import_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "product_import_remark" ADD CONSTRAINT "product_import_remark_merchant_id_import_id_fkey" FOREIGN KEY ("merchant_id", "import_id") REFERENCES "product_import"("merchant_id", "import_id") ON DELETE CASCADE ON UPDATE NO ACTION;
