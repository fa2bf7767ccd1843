import { Body, Container, Head, Html, Preview, Section } from "@react-email/components";
import { createTranslator } from "next-intl";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { accent, display, line, paper, softText, styles } from "./theme";

/** The frame of every mail. Some readers drop `html` and `body`, so language and direction stand on the table as well. */
export function Layout({ letter, voice }: { letter: Letter; voice: Voice }) {
  const t = createTranslator({ ...voice, namespace: "notices.frame" });
  const { locale, direction } = voice;
  const soft = { ...softText, margin: "12px 0 0", fontSize: 13, lineHeight: 1.5 };
  return (
    <Html lang={locale} dir={direction}>
      <Head>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>{letter.subject}</title>
        <style>{styles}</style>
      </Head>
      <Body className="paper" style={{ margin: 0, padding: 0, background: paper }}>
        <Preview>{letter.preheader}</Preview>
        <Section
          className="paper outer"
          lang={locale}
          dir={direction}
          style={{ background: paper, padding: "32px 16px" }}
        >
          <Container style={{ maxWidth: 560 }}>
            <p className="ink" style={{ ...display, margin: "0 4px 22px", fontSize: 26, lineHeight: 1.2 }}>
              Cartwright
              <span className="dot" style={{ color: accent }}>
                .
              </span>
            </p>
            <Section
              className="panel"
              style={{
                background: "#ffffff",
                border: `1px solid ${line}`,
                borderRadius: 20,
                padding: "34px 30px",
                // Readers that know no `overflow-wrap: anywhere` know this: a word without end does not widen the mail.
                wordBreak: "break-word",
              }}
            >
              {letter.body}
            </Section>
            <div style={{ padding: "4px 4px 0" }}>
              <p className="soft" style={soft}>
                {letter.foot}
              </p>
              <p className="soft" style={soft}>
                {t("sender")}
              </p>
            </div>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}
