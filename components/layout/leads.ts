/** To another page of the shop, in this window. */
export function leads(link: HTMLAnchorElement, { metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  if (metaKey || ctrlKey || shiftKey || altKey || link.target || link.hasAttribute("download")) return false;
  return link.origin === location.origin && link.pathname + link.search !== location.pathname + location.search;
}
