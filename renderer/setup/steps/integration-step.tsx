import { useState } from 'react';
import type { Integration, Stack } from '../../../preload/contract/integration.ts';
import type { OperationOutput } from '../../../preload/contract/operations.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { FlowLog, Inventory, Place } from '../../../preload/contract/setup.ts';
import type { Answer } from '../../api/use-operation.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { AwsDialog } from '../integration/aws-dialog.tsx';
import '../integration/integration.css';
import { IntegrationLine } from '../integration/line/integration-line.tsx';
import { OwnDialog } from '../integration/own-dialog.tsx';
import { StackProgress } from '../integration/stack-progress.tsx';
import { texts as integrationTexts } from '../integration/texts.ts';
import { Ways } from '../integration/ways.tsx';
import { SetupError } from '../setup-error.tsx';
import { texts } from '../texts.ts';

type Dialog = { readonly of: 'aws' } | { readonly of: 'own'; readonly extended: Integration | null };

/** The tables that read the flow log's files, a stack on its way, and the two ways to a new table. */
export function IntegrationStep({
  place,
  zone,
  inventory,
  log,
  answer,
  stack,
  hasStack,
  onStack,
  onSource,
}: {
  readonly place: Place;
  readonly zone: string;
  readonly inventory: Inventory;
  readonly log: FlowLog;
  readonly answer: Answer<OperationOutput<'setup.integrations'>>;
  readonly stack: Answer<Stack>;
  readonly hasStack: boolean;
  readonly onStack: (stackId: string) => void;
  readonly onSource: (source: SourceRef) => void;
}) {
  const s = useTexts(texts);
  const t = useTexts(integrationTexts);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { value, error } = answer;
  if (error) {
    return (
      <SetupError error={error}>
        <Button onPress={answer.reload}>{s.tryAgain}</Button>
      </SetupError>
    );
  }
  if (!value) {
    return (
      <p className="step-actions" role="status">
        <Spinner label={t.reading} />
        <span className="muted">{t.reading}</span>
      </p>
    );
  }
  const follow = (stackId: string) => {
    setDialog(null);
    onStack(stackId);
  };
  const ways = (
    <Ways
      isFirst={value.integrations.length === 0 && !hasStack}
      onAws={() => setDialog({ of: 'aws' })}
      onOwn={() => setDialog({ of: 'own', extended: null })}
    />
  );
  return (
    <>
      {hasStack && <StackProgress answer={stack} zone={zone} isDone={value.integrations.length > 0} onSource={onSource} />}
      {value.integrations.length === 0 ? (
        hasStack || <p className="muted">{t.none}</p>
      ) : (
        <ul className="integration-lines">
          {value.integrations.map((integration) => (
            <IntegrationLine
              key={`${integration.database}.${integration.table}`}
              place={place}
              log={log}
              integration={integration}
              onExtend={() => setDialog({ of: 'own', extended: integration })}
              onSource={onSource}
            />
          ))}
        </ul>
      )}
      {value.integrations.length === 0 && !hasStack ? (
        ways
      ) : (
        <details>
          <summary>{t.another}</summary>
          {ways}
        </details>
      )}
      {dialog?.of === 'aws' && <AwsDialog place={place} log={log} onStack={follow} onClose={() => setDialog(null)} />}
      {dialog?.of === 'own' && (
        <OwnDialog
          place={place}
          inventory={inventory}
          log={log}
          found={value}
          extended={dialog.extended}
          onStack={follow}
          onMade={answer.reload}
          onSource={onSource}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
