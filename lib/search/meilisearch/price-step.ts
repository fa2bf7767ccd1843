/**
 * Prices in steps of 4 %: what a histogram is drawn from where a list has more different prices than the engine counts.
 * Coarser than a pixel of the slider for any list that spans more than one power of ten.
 */
const width = Math.log(1.04);

export const priceStep = (amount: number): number => Math.round(Math.log(Math.max(1, amount)) / width);

/** The price in the middle of a step. */
export const priceOfStep = (step: number): number => Math.round(Math.exp(step * width));
