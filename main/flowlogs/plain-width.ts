/**
 * What a Japanese input method leaves wide, as ASCII: digits, and the signs between them. Letters stay as they are, so that
 * what only looks like an id is refused; so do digits of other scripts and in circles, which NFKC would take for digits.
 */
const WIDE = /[\uff01-\uff20\uff3b-\uff40\uff5b-\uff5e]/g;

export function plainWidth(text: string): string {
  return text
    .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replace(/(?<=\d)[。｡](?=\d)/g, '.')
    .replace(/(?<=\d)[\u2212\u30fc\uff70](?=\d)/g, '-');
}
