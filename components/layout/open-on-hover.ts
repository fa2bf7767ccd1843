/** Opens when a mouse rests on the button a moment, closes when it has left button and panel. */
export function openOnHover(panel: HTMLElement | null): (() => void) | undefined {
  const button = document.getElementById("all-departments");
  if (!panel || !button || !matchMedia("(hover: hover) and (pointer: fine)").matches) return undefined;
  let timer = 0;
  const later = (act: () => void, wait: number) => () => {
    clearTimeout(timer);
    timer = window.setTimeout(act, wait);
  };
  const open = later(() => panel.matches(":popover-open") || panel.showPopover({ source: button }), 140);
  const close = later(() => panel.contains(document.activeElement) || panel.hidePopover(), 260);
  const stay = () => clearTimeout(timer);
  const pairs = [
    [button, "pointerenter", open],
    [button, "pointerleave", close],
    [button, "click", stay],
    [panel, "pointerenter", stay],
    [panel, "pointerleave", close],
  ] as const;
  for (const [element, type, listener] of pairs) element.addEventListener(type, listener);
  return () => {
    clearTimeout(timer);
    for (const [element, type, listener] of pairs) element.removeEventListener(type, listener);
  };
}
