import { z } from "zod";

/** The form that an action is sent. By hand it can be called with anything: what is no form is one with nothing filled in. */
export const sentForm = z.instanceof(FormData).catch(() => new FormData());
