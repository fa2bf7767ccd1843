import { Img } from "@react-email/components";
import type { Voice } from "../voice";
import { inkText, line, softText, tile } from "./theme";

export interface GoodsRow {
  key: string;
  title: string;
  /** Options, quantity, when it ships. */
  details: readonly string[];
  amount: string | null;
  pictureUrl: string | null;
}

const farEnd = ({ direction }: Voice) => (direction === "rtl" ? "left" : "right");

/** What was bought, or a part of it. The plain text takes the same rows as columns. */
export function Goods({ rows, voice }: { rows: readonly GoodsRow[]; voice: Voice }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} className="goods">
      <tbody>
        {rows.map(({ key, title, details, amount, pictureUrl }) => (
          <tr key={key}>
            <td width={68} valign="top" style={{ padding: "16px 0 0" }} className="picture">
              <div className="tile" style={{ width: 56, height: 56, borderRadius: 14, background: tile }}>
                {pictureUrl ? (
                  <Img src={pictureUrl} width={56} height={56} alt="" style={{ borderRadius: 14 }} />
                ) : null}
              </div>
            </td>
            <td
              valign="top"
              className="ink"
              style={{ ...inkText, padding: "16px 10px 0 0", fontSize: 15, lineHeight: 1.4 }}
            >
              <span style={{ fontWeight: 600 }}>{title}</span>
              {details.map((detail) => (
                <span key={detail} className="soft" style={{ ...softText, fontSize: 14 }}>
                  <br />
                  {detail}
                </span>
              ))}
            </td>
            <td
              valign="top"
              align={farEnd(voice)}
              className="ink"
              style={{ ...inkText, padding: "16px 0 0", fontSize: 15, fontWeight: 600, whiteSpace: "nowrap" }}
            >
              {amount}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface Figure {
  label: string;
  value: string;
}

/** Sums beneath each other, what they come to, and who pays which part of it. */
export function Figures({
  rule = true,
  rows,
  total,
  after = [],
  note,
  voice,
}: {
  rows: readonly Figure[];
  total?: Figure;
  after?: readonly Figure[];
  note?: string | null;
  voice: Voice;
  /** A hairline above, where nothing else divides. */
  rule?: boolean;
}) {
  const above = rule
    ? { margin: "18px 0 0", padding: "10px 0 0", borderTop: `1px solid ${line}` }
    : { margin: "8px 0 0" };
  const value = { ...inkText, fontSize: 14, whiteSpace: "nowrap" } as const;
  const plain = (row: Figure) => (
    <tr key={row.label}>
      <td className="soft" style={{ ...softText, padding: "6px 0 0", fontSize: 14 }}>
        {row.label}
      </td>
      <td align={farEnd(voice)} className="ink" style={{ ...value, padding: "6px 0 0" }}>
        {row.value}
      </td>
    </tr>
  );
  const strong = { ...inkText, padding: "12px 0 0", fontSize: 17, fontWeight: 700 };
  return (
    <div className="rule" style={above}>
      <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} className="figures">
        <tbody>
          {rows.map(plain)}
          {total ? (
            <tr>
              <td className="ink" style={strong}>
                {total.label}
              </td>
              <td align={farEnd(voice)} className="ink" style={{ ...strong, whiteSpace: "nowrap" }}>
                {total.value}
              </td>
            </tr>
          ) : null}
          {after.map(plain)}
        </tbody>
      </table>
      {note ? (
        <p className="soft" style={{ ...softText, margin: "4px 0 0", fontSize: 13 }}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
