-- What Prisma can't say: events of which what was told is still kept, the oldest first. That one is handled changes nothing here.
CREATE INDEX "stripe_event_kept" ON "stripe_event" ("received_at") WHERE payload IS NOT NULL;
