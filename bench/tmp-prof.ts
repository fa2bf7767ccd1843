import { connect } from "../lib/db/client";
import { postgresEngine } from "../lib/search/engine-postgres";
import { makeWorld } from "./search/make-products";
import { makeQueries } from "./search/make-queries";
import { openDatabase } from "./search/open-database";
const products = 1_000_000; const languages = ["en","de","ja"] as any;
const world = makeWorld();
const { cluster, url } = await openDatabase("/var/tmp/cartwright-bench-search", { world, products, languages }, false);
const raw = connect(url, 2);
let trace: [string, number][] = [];
const wrap = (target: any): any => new Proxy(target, { get(t, k) { const v = Reflect.get(t, k); if (k === "$queryRaw") return async (...a: any[]) => { const b = performance.now(); const r = await v.apply(t, a); const text = (a[0].text ?? (a[0].strings ?? a[0]).join("?")) as string; trace.push([text.replace(/\s+/g, " ").slice(0, 60), performance.now() - b]); return r; }; if (k === "$transaction") return (w: any, o: any) => v.call(t, (tx: any) => w(wrap(tx)), o); return typeof v === "function" ? v.bind(t) : v; } });
const db = wrap(raw);
const engine = postgresEngine(db);
const queries = makeQueries({ world, products, languages } as any, 5000);
for (let i = 0; i < 700; i++) await engine.search(queries[4999 - i]!);
const out: any[] = [];
for (let i = 0; i < 500; i++) { trace = []; const q = queries[i]!; const b = performance.now(); const r = await engine.search(q); out.push({ ms: performance.now() - b, q, r, trace }); }
const second: number[] = []; for (let i = 0; i < 500; i++) { const b = performance.now(); await engine.search(queries[i]!); second.push(performance.now() - b); } second.sort((a,b)=>a-b); console.log("second p50", second[250], "p95", second[475], "p99", second[495], "mean", second.reduce((a, b) => a + b) / 500);
const times = out.map((o) => o.ms).sort((a, b) => a - b);
console.log("p50", times[250], "p95", times[475], "mean", times.reduce((a, b) => a + b) / 500);
for (const o of out.sort((a, b) => b.ms - a.ms).slice(0, 110)) {
  const f = o.q.filters; 
  const db = o.trace.reduce((a: number, t: any) => a + t[1], 0); console.log(o.ms.toFixed(0), "rest", (o.ms - db).toFixed(0), o.q.language, JSON.stringify(o.q.text), o.q.sort, "p" + o.q.page, JSON.stringify(f), "tot", o.r.total, o.r.correctedText ?? "", (o.r.droppedWords ?? []).join("/"), "|", o.trace.map(([s, ms]: any) => `${/unnest.*ordinality/.test(s) ? "cards" : /q0_0/.test(s) ? "ans" : /m0 as/.test(s) ? "list" : s.slice(0, 14)}:${ms.toFixed(0)}`).join(" "));
}
await raw.$disconnect(); await cluster.stop(); process.exit();
