/** As many units or fewer are few: shoppers are told how many, merchants that it is time to order more. */
export const fewLeftMax = 5;
