/** Shortcuts as this machine writes them. */
const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** `Ctrl ↵` or `⌘ ↵`. @param key as it is printed on the key: `↵`, `1`, `,` */
export function shortcutText(key: string): string {
  return isMac ? `⌘ ${key}` : `Ctrl ${key}`;
}

/** `Alt ←` or `⌥ ←`. */
export function altText(key: string): string {
  return isMac ? `⌥ ${key}` : `Alt ${key}`;
}

/** True when the platform's command key (Cmd on a Mac, Ctrl elsewhere) is held and no other modifier is. */
export function isCommand(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean }): boolean {
  const held = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return held && !event.altKey && !event.shiftKey;
}
