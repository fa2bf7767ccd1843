interface Day {
  day: string;
  amount: number;
  /** As read aloud and shown on hover: "Wed, Nov 25: $412.00". */
  label: string;
  short: string;
}

interface SalesChartProps {
  days: Day[];
  title: string;
  description: string;
  /** The dearest gridline, written as money. */
  peak: string;
}

const width = 640;
const height = 160;
const bottom = 156;
const top = 4;

/** The fortnight's sales as an area, drawn on the server. The same figures stand in a table beside it. */
export function SalesChart({ days, title, description, peak }: SalesChartProps) {
  const most = Math.max(1, ...days.map(({ amount }) => amount));
  const points = days.map(({ amount }, index) => ({
    x: (index / Math.max(1, days.length - 1)) * width,
    y: bottom - (amount / most) * (bottom - top),
  }));
  const line = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return (
    <figure>
      <p aria-hidden className="mb-1 text-xs text-soft tabular-nums">
        {peak}
      </p>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby="sales-title sales-description"
        className="h-auto w-full overflow-visible rtl:-scale-x-100"
      >
        <title id="sales-title">{title}</title>
        <desc id="sales-description">{description}</desc>
        <linearGradient id="sales-ground" x1="0" x2="0" y1="0" y2="1">
          <stop offset="0" stopColor="var(--accent)" stopOpacity="0.24" />
          <stop offset="1" stopColor="var(--accent)" stopOpacity="0.02" />
        </linearGradient>
        {[0, 0.5, 1].map((share) => (
          <line
            key={share}
            x1="0"
            x2={width}
            y1={bottom - share * (bottom - top)}
            y2={bottom - share * (bottom - top)}
            stroke="var(--line)"
          />
        ))}
        <polygon points={`0,${bottom} ${line} ${width},${bottom}`} fill="url(#sales-ground)" />
        <polyline
          points={line}
          fill="none"
          stroke="var(--accent)"
          strokeWidth="2.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
        {points.map(({ x, y }, index) => (
          <circle key={days[index]?.day} cx={x} cy={y} r="9" fill="transparent">
            <title>{days[index]?.label}</title>
          </circle>
        ))}
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-xs text-soft">
        <span>{days[0]?.short}</span>
        <span>{days.at(-1)?.short}</span>
      </div>
    </figure>
  );
}
