-- A refund that failed and was made up for outside, and who closed a difference of the books, why and when.
ALTER TYPE "refund_status" ADD VALUE 'settled_by_hand';

ALTER TABLE "book_difference"
    ADD COLUMN "settled_at" TIMESTAMPTZ(3),
    ADD COLUMN "settled_by" UUID,
    ADD COLUMN "settled_reason" TEXT;
