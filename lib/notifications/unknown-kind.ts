/**
 * Thrown for a message of a kind that nobody here knows, for the queue to come back: while two releases run side by side, or
 * the older one again, the newer one knows what to say. Where none does, its job is told of as dead.
 */
export class UnknownKind extends Error {}
