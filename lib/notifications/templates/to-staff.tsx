import { createTranslator } from "next-intl";
import { env } from "@/lib/core/env";
import { shortId } from "@/lib/core/ids";
import { formatDateTime } from "@/lib/i18n/format";
import { disputeReasonSchema, fraudTypeSchema } from "@/lib/payments/bank-reasons";
import type { Letter } from "../letter";
import type { StaffNotice } from "../staff-notice";
import type { Voice } from "../voice";
import { patienceDays } from "../webhook";
import { Action, Fact, Title, Words } from "./parts";

interface Said {
  subject: string;
  title: string;
  text: string;
  facts?: { label: string; lines: string[] }[];
  action: { label: string; page: string };
}

/** A message to those who run a merchant or the shop: what is wrong, and the page on which to mend it. */
export function toStaff(notice: StaffNotice, voice: Voice): Letter {
  const t = createTranslator({ ...voice, namespace: "notices.staff" });
  const said = wordsOf(notice, voice);
  return {
    subject: said.subject,
    preheader: said.text,
    body: (
      <>
        <Title>{said.title}</Title>
        <Words>{said.text}</Words>
        <Action href={`${env().APP_URL}/${voice.locale}/admin${said.action.page}`}>{said.action.label}</Action>
        {said.facts?.map((fact) => (
          <Fact key={fact.label} {...fact} />
        ))}
      </>
    ),
    foot: t("foot"),
  };
}

function wordsOf(notice: StaffNotice, voice: Voice): Said {
  const t = createTranslator({ ...voice, namespace: "notices.staff" });
  if (notice.type === "low_stock") {
    const { title, sku, free, productId } = notice.data;
    return {
      subject: t("low_stock.subject", { title, free }),
      title: t("low_stock.title"),
      text: t("low_stock.text", { title, free }),
      facts: [{ label: t("low_stock.sku"), lines: [sku] }],
      action: { label: t("low_stock.open"), page: `/products/${shortId(productId)}` },
    };
  }
  if (notice.type === "low_stock_more") {
    const { count } = notice.data;
    return {
      subject: t("low_stock_more.subject"),
      title: t("low_stock_more.title"),
      text: t("low_stock_more.text", { count }),
      action: { label: t("low_stock_more.open"), page: "/products?stock=low" },
    };
  }
  if (notice.type === "dispute.created" || notice.type === "dispute.closed") return disputeWords(notice, voice);
  if (notice.type === "payment.lost" || notice.type === "payment.fraud_warning") return paymentWords(notice, voice);
  if (notice.type === "return_requested") {
    const { returnId, number, orderNumber, count } = notice.data;
    return {
      subject: t("return_requested.subject", { number }),
      title: t("return_requested.title"),
      text: t("return_requested.text", { order: orderNumber, count }),
      action: { label: t("return_requested.open"), page: `/returns/${shortId(returnId)}` },
    };
  }
  if (notice.type === "dead_jobs") {
    const { count } = notice.data;
    return {
      subject: t("dead_jobs.subject", { count }),
      title: t("dead_jobs.title"),
      text: t("dead_jobs.text", { count }),
      action: { label: t("dead_jobs.open"), page: "/jobs" },
    };
  }
  if (notice.type === "many_not_compared") {
    const { count } = notice.data;
    return {
      subject: t("many_not_compared.subject", { count }),
      title: t("many_not_compared.title"),
      text: t("many_not_compared.text", { count }),
      action: { label: t("many_not_compared.open"), page: "/books" },
    };
  }
  if (notice.type === "fraud_in_books") {
    const { orderNumber: number, amount, currency } = notice.data;
    const told = { number, amount: voice.money(amount, currency) };
    return {
      subject: t("fraud_in_books.subject", told),
      title: t("fraud_in_books.title"),
      text: t("fraud_in_books.text", told),
      action: { label: t("fraud_in_books.open"), page: "/books" },
    };
  }
  if (notice.type === "stock_differs")
    return {
      subject: t("stock_differs.subject"),
      title: t("stock_differs.title"),
      text: t("stock_differs.text"),
      action: { label: t("stock_differs.open"), page: "/books" },
    };
  if (notice.type === "webhook_off") {
    const { url } = notice.data;
    return {
      subject: t("webhook_off.subject", { host: URL.parse(url)?.host ?? url }),
      title: t("webhook_off.title"),
      text: t("webhook_off.text", { days: patienceDays }),
      facts: [{ label: t("webhook_off.address"), lines: [url] }],
      action: { label: t("webhook_off.open"), page: "/webhooks" },
    };
  }
  const { kind, orderNumber } = notice.data;
  const what = t(`book_difference.kinds.${kind}`);
  return {
    subject: t("book_difference.subject", { what }),
    title: t("book_difference.title"),
    text: t("book_difference.text"),
    facts: [
      { label: t("book_difference.kind"), lines: [what] },
      ...(orderNumber ? [{ label: t("book_difference.order"), lines: [orderNumber] }] : []),
    ],
    action: { label: t("book_difference.open"), page: "/books" },
  };
}

type DisputeNotice = Extract<StaffNotice, { type: "dispute.created" | "dispute.closed" }>;

function disputeWords({ type, data }: DisputeNotice, voice: Voice): Said {
  const t = createTranslator({ ...voice, namespace: "notices.staff" });
  const reasons = createTranslator({ ...voice, namespace: "payments.disputes.reasons" });
  const { orderNumber: number, currency, reason, dueBy, status, inBooks } = data;
  const amount = voice.money(data.amount, currency);
  const action = inBooks
    ? { label: t("fraud_in_books.open"), page: "/books" }
    : { label: t("dispute.open"), page: `/orders?q=${encodeURIComponent(number)}` };
  if (type === "dispute.closed") {
    const end = status === "lost" ? "lost" : "won";
    const back = data.givenBack ? voice.money(data.givenBack.amount, data.givenBack.currency) : null;
    return {
      subject: t(`dispute.${end}.subject`, { number, amount }),
      title: t(`dispute.${end}.title`),
      text: back
        ? t(`dispute.${end}.textBack`, { number, amount, back })
        : t(`dispute.${end}.text`, { number, amount }),
      action,
    };
  }
  return {
    subject: t("dispute.subject", { number, amount }),
    title: t("dispute.title"),
    text: t("dispute.text", { number, amount }),
    facts: [
      { label: t("dispute.reason"), lines: [reasons(disputeReasonSchema.parse(reason))] },
      ...(dueBy ? [{ label: t("dispute.due"), lines: [formatDateTime(new Date(dueBy), voice.locale)] }] : []),
    ],
    action,
  };
}

type PaymentNotice = Extract<StaffNotice, { type: "payment.lost" | "payment.fraud_warning" }>;

function paymentWords({ type, data }: PaymentNotice, voice: Voice): Said {
  const t = createTranslator({ ...voice, namespace: "notices.staff" });
  const types = createTranslator({ ...voice, namespace: "payments.alerts.types" });
  const { orderNumber: number, currency } = data;
  const told = { number, amount: voice.money(data.amount, currency) };
  const page = `/orders?q=${encodeURIComponent(number)}`;
  if (type === "payment.lost")
    return {
      subject: t("payment_lost.subject", told),
      title: t("payment_lost.title"),
      text: t("payment_lost.text", told),
      action: { label: t("payment_lost.open"), page },
    };
  return {
    subject: t("fraud_warning.subject", told),
    title: t("fraud_warning.title"),
    text: t("fraud_warning.text", told),
    facts: [{ label: t("fraud_warning.type"), lines: [types(fraudTypeSchema.parse(data.reason))] }],
    action: { label: t("fraud_warning.open"), page },
  };
}
