import { BYTE_ORDER_MARK, csvHeader, csvLine } from './csv-line.ts';
import { drained, orAborted, type PartialFile } from './partial-file.ts';
import { PIECE_CHARACTERS, type RowsFile, type RowsPlan } from './rows-file.ts';

/** Writes rows as CSV: UTF-8, CRLF. @param bom whether it begins with the mark of UTF-8  @throws the partial file's failure, from each of its functions */
export function createCsvFile(file: PartialFile, { columns, zone }: RowsPlan, bom: boolean): RowsFile {
  let text = (bom ? BYTE_ORDER_MARK : '') + csvHeader(columns);
  const flush = async () => {
    const hasRoom = file.stream.write(text);
    text = '';
    if (!hasRoom) await drained(file.stream, file.signal);
  };
  return {
    async write(rows) {
      for (const row of rows) {
        text += csvLine(row, columns, zone);
        if (text.length >= PIECE_CHARACTERS) await flush();
      }
    },
    async finish() {
      await flush();
      file.stream.end();
      await orAborted(file.closed(), file.signal);
    },
  };
}
