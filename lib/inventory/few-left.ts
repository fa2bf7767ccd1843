/** As many units or fewer are few: shoppers are told how many. */
export const fewLeftMax = 5;
