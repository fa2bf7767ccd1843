-- Completions kept before say nothing of currencies and can't be read any more. The hourly job makes them anew, and until then the tables answer.
DELETE FROM "suggestion_snapshot";
DELETE FROM "suggestion_part";
