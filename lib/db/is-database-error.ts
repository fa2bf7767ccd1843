/** Whether something failed at the database, of whatever kind the driver and the client make it. */
export const isDatabaseError = (error: unknown): boolean =>
  error instanceof Error && (error.name.startsWith("PrismaClient") || error.name === "DriverAdapterError");
