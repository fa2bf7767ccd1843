#!/bin/sh
# Stands where Prisma's native schema engine would be on a machine that cannot download it. `generate`, `validate` and
# `format` do not need the engine; whatever does must fail loudly here rather than seem to succeed.
echo "Prisma's schema engine is not on this machine. Migrations are made by 'npm run migrate:new' and applied by 'npm run migrate'." >&2
exit 1
