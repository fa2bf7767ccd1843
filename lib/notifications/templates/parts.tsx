import { Button, Heading, Link } from "@react-email/components";
import type { ReactNode } from "react";
import { accent, display, inkText, line, softText, tile } from "./theme";

export function Title({ children }: { children: ReactNode }) {
  return (
    <Heading
      as="h1"
      className="ink"
      style={{ ...display, margin: 0, fontSize: 28, lineHeight: 1.15, textWrap: "balance" }}
    >
      {children}
    </Heading>
  );
}

export function Words({ children }: { children: ReactNode }) {
  return (
    <p className="ink" style={{ ...inkText, margin: "14px 0 0", fontSize: 16, lineHeight: 1.55 }}>
      {children}
    </p>
  );
}

/** The one thing to do. */
export function Action({ href, children }: { href: string; children: ReactNode }) {
  return (
    <div style={{ margin: "24px 0 0" }}>
      <Button
        href={href}
        className="button"
        style={{
          ...inkText,
          display: "inline-block",
          padding: "15px 28px",
          borderRadius: 999,
          background: accent,
          color: "#ffffff",
          fontSize: 15,
          fontWeight: 600,
        }}
      >
        {children}
      </Button>
    </div>
  );
}

/** Something else one may do. */
export function QuietLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p style={{ margin: "22px 0 0", fontSize: 15 }}>
      <Link href={href} className="ink" style={{ ...inkText, fontWeight: 600, textDecorationLine: "underline" }}>
        {children}
      </Link>
    </p>
  );
}

/** A heading within the card, above a hairline. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rule" style={{ margin: "28px 0 0", padding: "20px 0 0", borderTop: `1px solid ${line}` }}>
      <p className="soft" style={{ ...softText, margin: 0, fontSize: 14 }}>
        {title}
      </p>
      {children}
    </div>
  );
}

/** What one fact is called, and what it is. */
export function Fact({ label, lines }: { label: string; lines: readonly string[] }) {
  return (
    <p className="ink" style={{ ...inkText, margin: "20px 0 0", fontSize: 15, lineHeight: 1.5 }}>
      <span className="soft" style={{ ...softText, fontSize: 14 }}>
        {label}
      </span>
      {lines.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines stay where they are, and may be alike
        <span key={index}>
          <br />
          <bdi>{text}</bdi>
        </span>
      ))}
    </p>
  );
}

/** A text to be read off or copied: a code, a number. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <p
      className="ink tile"
      dir="ltr"
      style={{
        ...inkText,
        margin: "22px 0 0",
        padding: "16px 18px",
        borderRadius: 14,
        background: tile,
        fontFamily: "ui-monospace,SFMono-Regular,Menlo,Consolas,monospace",
        fontSize: 20,
        fontWeight: 600,
        letterSpacing: "0.04em",
        textAlign: "center",
      }}
    >
      {children}
    </p>
  );
}
