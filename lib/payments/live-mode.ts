import { env } from "@/lib/core/env";

/** Whether the shop's key moves real money. */
export const isLiveMode = (): boolean => /^(sk|rk)_live_/.test(env().STRIPE_SECRET_KEY);
