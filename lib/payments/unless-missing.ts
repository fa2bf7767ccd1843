import { PaymentRefused } from "./provider";

/** Null: the provider does not know it. */
export async function unlessMissing<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof PaymentRefused && error.code === "resource_missing") return null;
    throw error;
  }
}
