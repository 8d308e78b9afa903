import { tableWarningText } from '../../main/flowlogs/table-warning-sentences.ts';
import type { Table } from '../../preload/contract/query.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Icon } from '../ui/icon.tsx';

/** What should be known about the table before it is asked. */
export function TableWarnings({ table }: { readonly table: Table }) {
  const language = useLanguage();
  return table.warnings.map((warning) => {
    const text = tableWarningText(warning, language);
    return (
      <p key={text} className="query-warning">
        <Icon name="info" size={14} />
        {text}
      </p>
    );
  });
}
