/**
 * How a filled page says that it stands for something that isn't there: a meta tag, for a page can't set its status.
 * The page cache reads it and answers 404. Text of the shop can't be mistaken for it: its `<` is escaped.
 */
export const notThereMark = { name: "page-status", content: "404" };
