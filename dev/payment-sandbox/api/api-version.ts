/** The version `stripe` 23.1.0 pins, and the only one whose shapes are played here. */
export const apiVersion = "2026-10-28.endive";
