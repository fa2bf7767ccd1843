import { reasonOf } from "@/lib/core/reason-of";

export interface Steps {
  /** What the step counted; of one that failed, nothing. */
  take(name: string, body: () => Promise<number>): Promise<number>;
  /** Throws what failed, all of it together and by name. */
  end(): void;
}

/** Steps that are each taken whatever became of those before. */
export function takeSteps(): Steps {
  const failed: { name: string; error: unknown }[] = [];
  return {
    async take(name, body) {
      try {
        return await body();
      } catch (error) {
        failed.push({ name, error });
        return 0;
      }
    },
    end() {
      if (failed.length === 0) return;
      const said = failed.map(({ name, error }) => `${name}: ${reasonOf(error)}`);
      throw new AggregateError(
        failed.map(({ error }) => error),
        said.join("; "),
      );
    },
  };
}
