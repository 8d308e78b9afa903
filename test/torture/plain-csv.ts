/**
 * The plainest reader of a CSV that can be written: the whole text at once, letter by letter. What Nagare's own reader,
 * which takes pieces and cuts rows out of them, is held against.
 */

/** Rows of values, the header first; NULL: a field with nothing in it, not even quotes. A blank line is a row only in one column. */
export function readPlainly(bytes: Uint8Array): (string | null)[][] {
  const text = new TextDecoder().decode(bytes);
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  let letters: string[] = [];
  let wasQuoted = false;
  let isInside = false;
  const endValue = () => {
    row.push(wasQuoted || letters.length > 0 ? letters.join('') : null);
    letters = [];
    wasQuoted = false;
  };
  const endRow = () => {
    endValue();
    const width = rows[0]?.length ?? row.length;
    if (row.length === width || row.length > 1) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (isInside) {
      if (letter !== '"') letters.push(letter);
      else if (text[at + 1] === '"') letters.push(text.charAt(++at));
      else isInside = false;
    } else if (letter === '"') {
      isInside = true;
      wasQuoted = true;
    } else if (letter === ',') endValue();
    else if (letter === '\n') endRow();
    else if (letter === '\r') {
      if (text[at + 1] === '\n') at++;
      endRow();
    } else letters.push(letter);
  }
  if (row.length > 0 || wasQuoted || letters.length > 0) endRow();
  return rows;
}
