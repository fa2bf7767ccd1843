import { Skeleton } from "@/components/ui/skeleton";
import { GridSkeleton } from "./grid-skeleton";

/** A list that is on its way, in the size it will have. */
export function ListSkeleton() {
  return (
    <div aria-busy className="wrap pt-2 lg:pt-4">
      <Skeleton className="my-3 h-4 w-48" />
      <Skeleton className="mt-3 h-12 w-72 max-w-full" />
      <Skeleton className="mt-4 h-5 w-[34rem] max-w-full" />
      <div className="mt-9 gap-x-11 lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <div className="hidden flex-col gap-4 lg:flex">
          {[72, 160, 200, 120, 160].map((height, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed column of blocks
            <div className="skeleton" key={index} style={{ height }} />
          ))}
        </div>
        <GridSkeleton columns={3} count={9} />
      </div>
    </div>
  );
}
