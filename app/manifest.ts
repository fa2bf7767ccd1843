import type { MetadataRoute } from "next";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Cartwright",
    short_name: "Cartwright",
    start_url: "/",
    display: "browser",
    background_color: "#fcfaf6",
    theme_color: "#fcfaf6",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
