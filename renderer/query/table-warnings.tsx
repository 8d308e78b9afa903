import { tableWarningText } from '../../main/flowlogs/table-warning-sentences.ts';
import { warningsFor } from '../../main/flowlogs/table-warnings.ts';
import type { Query, Table } from '../../preload/contract/query.ts';
import { useLanguage } from '../i18n/language.tsx';
import { Icon } from '../ui/icon.tsx';

/** What should be known about the table before it is asked. */
export function TableWarnings({ table, query }: { readonly table: Table; readonly query: Query }) {
  const language = useLanguage();
  return warningsFor(table, query).map((warning) => {
    const text = tableWarningText(warning, language);
    return (
      <p key={text} className="query-warning">
        <Icon name="info" size={14} />
        {text}
      </p>
    );
  });
}
