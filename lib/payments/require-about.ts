import { StrangeAnswer } from "./provider";

/** What is told of something else than was asked about says nothing of that. */
export function requireAbout(asked: string, told: string): void {
  if (told !== asked) throw new StrangeAnswer(`asked about ${asked}, the provider told of ${told}`);
}
