import { useCallback } from 'react';
import { utcOffsetText } from '../../main/flowlogs/time.ts';
import { SearchSelect, type SearchSelectOption } from '../ui/search-select.tsx';
import { foundZones, zoneOptions } from './zone-options.ts';

/** The zone that times are shown in, found by its name, its abbreviation or its offset. */
export function ZonePicker({
  label,
  zone,
  at,
  onChange,
  labelInside = true,
  placement = 'bottom end',
}: {
  readonly label: string;
  readonly zone: string;
  /** The moment whose offsets are shown, Unix seconds: summer time changes them. */
  readonly at: number;
  readonly onChange: (zone: string) => void;
  readonly labelInside?: boolean;
  readonly placement?: 'bottom start' | 'bottom end';
}) {
  const options = useCallback(() => zoneOptions(at), [at]);
  const find = useCallback((all: readonly SearchSelectOption[], typed: string) => foundZones(all, typed, at), [at]);
  const offset = utcOffsetText(at, zone);
  return (
    <SearchSelect
      label={label}
      value={zone}
      text={zone}
      side={zone === 'UTC' ? '' : offset}
      options={options}
      find={find}
      onChange={onChange}
      labelInside={labelInside}
      placement={placement}
    />
  );
}
