/** Does nothing; without it the shop's own would be found in the folder above. */
export function register(): void {}
