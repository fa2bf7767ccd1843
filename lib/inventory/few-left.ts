/** As many units or fewer are few: shoppers are told how many, and merchants' lists of products mark it. */
export const fewLeftMax = 5;
