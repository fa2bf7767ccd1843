import type { Encoding } from "./encoding";

/** As people know them. */
export const encodingNames: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  "windows-1252": "Windows-1252",
  shift_jis: "Shift_JIS",
  "euc-jp": "EUC-JP",
};
