import "react";

declare module "react" {
  interface CSSProperties {
    /** A tile's ground: the hue of the product on it. */
    "--hue"?: number | undefined;
  }
}
