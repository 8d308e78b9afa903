import { describe, expect, it } from 'vitest';
import { addressText, parseAddress } from '../../../main/flowlogs/address.ts';
import { parseInterface } from '../../../main/flowlogs/ids.ts';
import { plainWidth } from '../../../main/flowlogs/plain-width.ts';
import { parsePorts } from '../../../main/flowlogs/ports.ts';
import { splitTokens } from '../../../renderer/ui/token-split.ts';

describe('what an input method left full-width', () => {
  it('is plain digits and signs in a field', () => {
    expect(splitTokens('１９２．１６８．０．１０')).toEqual(['192.168.0.10']);
    expect(splitTokens('１９２。１６８。０。１０、２２，４４３　８０００－８９９９')).toEqual(['192.168.0.10', '22', '443', '8000-8999']);
    const network = parseAddress(plainWidth('２００１：db8：：／３２'));
    expect(network.ok && addressText(network.value)).toBe('2001:db8::/32');
    expect(plainWidth('２０２２－１１－２８　１２：１５')).toBe('2022-11-28 12:15');
  });

  it('leaves what only looks like a letter or a digit to be refused', () => {
    expect(plainWidth('ｅｎｉ①𝟏٣²')).toBe('ｅｎｉ①𝟏٣²');
    for (const text of ['192.168.0.①', '192.168.0.𝟏', '192.168.0.٣', '192.168.0.²', '１９２．１６８．０．l０'])
      expect(parseAddress(plainWidth(text)).ok).toBe(false);
    for (const text of ['еni-0a1b2c3d', 'ｅｎｉ-0a1b2c3d']) expect(parseInterface(plainWidth(text)).ok).toBe(false);
    expect(parsePorts(plainWidth('²²')).ok).toBe(false);
  });
});
