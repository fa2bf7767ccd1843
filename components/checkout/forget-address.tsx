"use client";

import { useEffect } from "react";
import { forgetAddress } from "./use-kept-address";

/** Where an order is bought: whoever comes to this tab next is not shown its address. */
export function ForgetAddress() {
  useEffect(forgetAddress, []);
  return null;
}
