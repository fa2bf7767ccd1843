/** Stands where a grid will be, in the size it will have. */
export function GridSkeleton({ count, columns }: { count: number; columns: 3 | 4 }) {
  return (
    <div
      aria-hidden
      className={`grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-5 md:grid-cols-3 lg:gap-y-11 ${columns === 4 ? "lg:grid-cols-4" : ""}`}
    >
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: positions never change in a skeleton
        <div key={index}>
          <div className="aspect-[14/15] skeleton rounded-tile" />
          <div className="mt-4 h-4 w-4/5 skeleton" />
          <div className="mt-2.5 h-3.5 w-2/5 skeleton" />
          <div className="mt-3 h-4 w-1/3 skeleton" />
        </div>
      ))}
    </div>
  );
}
