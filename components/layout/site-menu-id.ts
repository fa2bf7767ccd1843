/** Named here because a server component can't read a constant of a client module. */
export const siteMenuId = "site-menu";
