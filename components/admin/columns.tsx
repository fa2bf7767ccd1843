import type { ReactNode } from "react";

const shapes = {
  subject: "items-start @[52rem]:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]",
  chart: "@[52rem]:grid-cols-[minmax(0,3fr)_minmax(0,5fr)]",
  even: "items-start @[52rem]:grid-cols-2",
};

interface ColumnsProps {
  /** A page's subject and what belongs to it; what waits and a chart of the same height; things of one kind. */
  shape?: keyof typeof shapes;
  children: ReactNode;
}

/** Side by side where the page, which has the rooms beside it, is wide enough for both to be read. */
export function Columns({ shape = "subject", children }: ColumnsProps) {
  return (
    <div className="@container">
      <div className={`grid grid-cols-[minmax(0,1fr)] gap-5 ${shapes[shape]}`}>{children}</div>
    </div>
  );
}
