-- The page is done and the buyer has yet to pay, with a voucher at a till or by transfer.
ALTER TYPE "payment_status" ADD VALUE 'promised' BEFORE 'processing';
