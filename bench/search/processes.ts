import { readdirSync, readFileSync } from "node:fs";

/** Megabytes a process and its children hold, what they share counted once (proportional set size; Linux). */
export function memoryOf(pid: number): number {
  const kilobytes = familyOf(pid).map(({ own }) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${own}/smaps_rollup`))?.[1] ?? 0),
  );
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024);
}

/** As Linux counts a process's time, whatever its clock. */
const ticksASecond = 100;

/** Milliseconds of a core that a process and its children have had, those that ended included. */
export function processorOf(pid: number): number {
  const ticks = familyOf(pid).map(({ own, stat }) => {
    const [user, system, endedUser, endedSystem] = stat.slice(11, 15).map(Number);
    return (user ?? 0) + (system ?? 0) + (own === pid ? (endedUser ?? 0) + (endedSystem ?? 0) : 0);
  });
  return (ticks.reduce((sum, each) => sum + each, 0) / ticksASecond) * 1000;
}

/** A process and its children: the fields of each one's stat that follow its name. */
function familyOf(pid: number): { own: number; stat: string[] }[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const stats = all.map((name) => {
    const stat = read(`/proc/${name}/stat`);
    return { own: Number(name), stat: stat.slice(stat.lastIndexOf(")") + 2).split(" ") };
  });
  return stats.filter(({ own, stat }) => own === pid || Number(stat[1]) === pid);
}

/** Empty for a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
