import type { EpochUnit } from '../../main/flowlogs/time-lines.ts';

export interface ToolsState {
  readonly tool: 'times' | 'fields';
  /** What was typed or pasted as times. */
  readonly text: string;
  /** IANA name; NULL: the window's own. */
  readonly zone: string | null;
  /** In which Unix times are written. */
  readonly unit: EpochUnit;
  /** Of the field reference. */
  readonly search: string;
}

export const openingTools: ToolsState = { tool: 'times', text: '', zone: null, unit: 's', search: '' };
