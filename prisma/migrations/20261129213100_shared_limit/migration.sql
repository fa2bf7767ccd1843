-- CreateTable. Unlogged: a turn is had without a flush, and after a crash the limit begins anew.
CREATE UNLOGGED TABLE "shared_limit" (
    "name" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shared_limit_pkey" PRIMARY KEY ("name")
);
