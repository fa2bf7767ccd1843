import { createTranslator } from "next-intl";
import type { Letter } from "../letter";
import type { Voice } from "../voice";
import { Action, Part, Title, Words } from "./parts";
import { Goods } from "./rows";

export interface BackInStock {
  title: string;
  maker: string;
  options: string;
  price: string | null;
  url: string;
  pictureUrl: string | null;
}

/** What somebody waited for can be bought again. */
export function backInStock({ title, maker, options, price, url, pictureUrl }: BackInStock, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.back_in_stock" });
  const details = options ? [options] : [];
  return {
    subject: t("subject", { title }),
    preheader: t("text"),
    body: (
      <>
        <Title>{t("title", { title })}</Title>
        <Words>{t("text")}</Words>
        <Action href={url}>{t("look")}</Action>
        <Part title={maker}>
          <Goods rows={[{ key: url, title, details, amount: price, pictureUrl }]} voice={voice} />
        </Part>
      </>
    ),
    foot: t("foot"),
  };
}
