import type { Books, Finding } from "./books";

interface Kept {
  orderId: string;
  status: string;
  /** Of money that came while the order still waited for it. */
  inTime: boolean;
  /** A SKU in a rush, or a drop. */
  wanted: boolean;
}

const readOrders = (db: Books["db"]) =>
  db.$queryRaw<Kept[]>`
    select o.order_id as "orderId", o.status::text,
           exists (select from order_event e where e.customer_id = o.customer_id and e.order_id = o.order_id
                      and e.type = 'paid') as "inTime",
           exists (select from order_line l join variant v using (product_id, variant_id)
                     where l.customer_id = o.customer_id and l.order_id = o.order_id
                       and (v.stripes > 1 or exists (select from "drop" d where d.product_id = l.product_id))) as wanted
      from "order" o where o.currency = 'JPY'`;

async function readVouchers({ db, outside }: Pick<Books, "db" | "outside">) {
  const orders = new Map((await readOrders(db)).map((order) => [order.orderId, order]));
  const vouchers = outside.payments
    .filter(({ method }) => method === "konbini")
    .map((payment) => ({ ...payment, order: orders.get(payment.metadata.orderId ?? "") }));
  return { orders: [...orders.values()], vouchers };
}

/** Of an order that is over none can be paid any more. To be asked before their days go by, which end them all. */
export async function readVouchersInVain(books: Pick<Books, "db" | "outside">): Promise<object[]> {
  const { vouchers } = await readVouchers(books);
  return vouchers.filter(({ status, order }) => status === "requires_action" && order?.status !== "pending_payment");
}

/** One that is paid finds its order waiting, and one of an order that is over can't be paid any more. */
export async function vouchersKeepUnits(books: Books): Promise<Finding> {
  const { vouchers } = await readVouchers(books);
  const late = vouchers.filter(({ captured, order }) => captured > 0 && !order?.inTime);
  const inVain = [...books.vouchersInVain, ...(await readVouchersInVain(books))];
  return { checked: vouchers.length, differences: [...late, ...inVain] };
}

export async function wantedIsPaidAtOnce(books: Books): Promise<Finding> {
  const { orders, vouchers } = await readVouchers(books);
  const differences = vouchers.filter(({ order }) => order?.wanted);
  return { checked: orders.filter(({ wanted }) => wanted).length, differences };
}
