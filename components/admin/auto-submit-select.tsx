"use client";

import type { ComponentProps } from "react";

/** Sends its form as soon as something else is chosen. */
export function AutoSubmitSelect(props: ComponentProps<"select">) {
  return <select {...props} onChange={(event) => event.currentTarget.form?.requestSubmit()} />;
}
