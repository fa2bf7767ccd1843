import { runImport } from "../../lib/catalog/import/desk/run-import";
import { systemClock } from "../../lib/core/clock";
import { connect } from "../../lib/db/client";

/** Goes on with one import of the desk, as the worker does, and ends. */
const [url = "", merchantId = "", importId = ""] = process.argv.slice(2);

await runImport({ db: connect(url, 4), clock: systemClock, lastAttempt: false }, { merchantId, importId });
process.exit(0);
