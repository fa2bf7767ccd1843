interface Due {
  atMs: number;
  run: () => void;
}

// setTimeout takes 24.8 days at most; looking again each hour costs nothing.
const lookAgainMs = 3_600_000;

/**
 * Runs things when the sandbox's clock reaches them: a heap and one timer, so a hundred thousand open sessions cost one
 * timer. `wake` looks again after the clock was moved.
 */
export class Scheduler {
  #heap: Due[] = [];
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(
    readonly nowMs: () => number,
    readonly work: (change: () => void) => void,
  ) {}

  at(atMs: number, run: () => void): void {
    this.#push({ atMs, run });
    if (this.#heap[0]?.run === run) this.#arm();
  }

  wake(): void {
    if (this.#closed) return;
    const due: Due[] = [];
    for (let first = this.#heap[0]; first && first.atMs <= this.nowMs(); first = this.#heap[0]) due.push(this.#pop());
    if (due.length > 0) {
      this.work(() => {
        for (const { run } of due) run();
      });
    }
    this.#arm();
  }

  clear(): void {
    this.#heap = [];
    this.#arm();
  }

  close(): void {
    this.#closed = true;
    this.clear();
  }

  #arm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const first = this.#heap[0];
    if (this.#closed || !first) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(first.atMs - this.nowMs(), 0), lookAgainMs));
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.push(due) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#at(above).atMs <= due.atMs) break;
      heap[at] = this.#at(above);
      at = above;
    }
    heap[at] = due;
  }

  #pop(): Due {
    const heap = this.#heap;
    const first = this.#at(0);
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let at = 0;
    for (let below = 1; below < heap.length; below = at * 2 + 1) {
      if (below + 1 < heap.length && this.#at(below + 1).atMs < this.#at(below).atMs) below += 1;
      if (this.#at(below).atMs >= last.atMs) break;
      heap[at] = this.#at(below);
      at = below;
    }
    heap[at] = last;
    return first;
  }

  #at(index: number): Due {
    const due = this.#heap[index];
    if (!due) throw new Error(`the scheduler's heap has no place ${index}`);
    return due;
  }
}
