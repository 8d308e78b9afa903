/**
 * Checklist 5: without handlers Electron grants a page whatever it asks. Ours may put text on the clipboard, after a
 * click, and nothing else; of downloads it has the pictures that it draws itself, since exports are written by main.
 * https://www.electronjs.org/docs/latest/tutorial/security
 */
import type { Session, WebContents } from 'electron';

/** Both the check and the request ask this: most web APIs check first and request only what the check denied. */
export function isAllowed(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}

/**
 * Whether a download is a picture that our page drew: bytes from its own memory (a `blob:` of its origin), of one type
 * that starts no program. Electron then asks where to save it. Anything that came over a network is refused.
 */
export function isOwnPicture(url: string, type: string): boolean {
  return url.startsWith('blob:app://nagare/') && type === 'image/png';
}

/** @param isPage whether the asking contents are our page; NULL contents are a worker or an embedded frame */
export function denyPermissions(session: Session, isPage: (contents: WebContents | null) => boolean): void {
  session.setPermissionRequestHandler((contents, permission, answer) => answer(isPage(contents) && isAllowed(permission)));
  session.setPermissionCheckHandler((contents, permission) => isPage(contents) && isAllowed(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item, contents) => {
    if (!isPage(contents) || !isOwnPicture(item.getURL(), item.getMimeType())) event.preventDefault();
  });
}
