/** The driver drops a timestamp's offset, so every session speaks UTC. */
export const utcSession = "-c TimeZone=UTC";
