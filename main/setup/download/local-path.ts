/**
 * Where an object goes below the chosen folder: AWS's own layout from `AWSLogs/` on, so that the folder opens as a source.
 * A key is somebody else's text: one that would lead out of the folder, or that a file system takes for something else, is
 * refused. Pure.
 */

/** Devices to Windows, whatever stands behind the dot. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Control characters, and what Windows keeps for itself: `:` names a stream or a drive, `\` is a separator. */
const FORBIDDEN = /[<>:"|?*\\]|[\p{Cc}\p{Cs}]/u;
const MOST_NAME_BYTES = 200;
const MOST_PARTS = 30;

/** @returns the parts of the path, at least one; NULL: the key is refused */
export function localPath(key: string, prefix: string): readonly string[] | null {
  if (!key.startsWith(prefix)) return null;
  const parts = key.slice(prefix.length).split('/');
  if (parts.length > MOST_PARTS || !parts.every(isName)) return null;
  return parts;
}

function isName(part: string): boolean {
  if (part === '' || part === '.' || part === '..') return false;
  if (FORBIDDEN.test(part) || RESERVED.test(part) || /[. ]$/.test(part)) return false;
  return new TextEncoder().encode(part).length <= MOST_NAME_BYTES;
}
