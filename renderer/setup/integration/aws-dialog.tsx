import { useState } from 'react';
import type { AwsTemplate } from '../../../preload/contract/integration.ts';
import type { FlowLog, Place } from '../../../preload/contract/setup.ts';
import { useClient } from '../../api/client-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SetupError } from '../setup-error.tsx';
import { useAsking } from '../use-asking.ts';
import { useTopOfDialog } from '../use-top-of-dialog.ts';
import { awsChoiceOf, awsProblems, openingAwsDraft } from './aws-draft.ts';
import { AwsForm } from './aws-form.tsx';
import { AwsTemplateView } from './aws-template-view.tsx';
import { texts as integrationTexts } from './texts.ts';

/** AWS's integration: chosen, its template shown and agreed to, then made a stack, which is followed outside of here. */
export function AwsDialog({
  place,
  log,
  onStack,
  onClose,
}: {
  readonly place: Place;
  readonly log: FlowLog;
  /** The stack is being made. */
  readonly onStack: (stackId: string) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(integrationTexts);
  const client = useClient();
  const [draft, setDraft] = useState(() => openingAwsDraft(log));
  const [template, setTemplate] = useState<AwsTemplate | null>(null);
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  const { busy, error, ask } = useAsking();
  const content = useTopOfDialog(template === null ? 'choice' : 'template', busy);
  const problems = awsProblems(draft);
  const isSound = Object.values(problems).every((problem) => problem === null);
  const choice = awsChoiceOf(draft);

  const getTemplate = () =>
    ask(async () => {
      setTemplate(await client.request('setup.awsTemplate', { place, choice }));
      setAgreed([]);
    });
  const makeStack = (of: AwsTemplate) =>
    ask(async () => {
      const made = await client.request('setup.makeStack', { place, choice, template: of.template, capabilities: [...agreed] });
      onStack(made.stackId);
    });

  return (
    <Dialog
      title={t.awsTitle}
      isOpen
      onClose={onClose}
      width={820}
      footer={
        template === null ? (
          <>
            <Button onPress={onClose}>{t.cancel}</Button>
            <Button variant="primary" isDisabled={!isSound || busy} onPress={() => void getTemplate()}>
              {busy ? t.gettingTemplate : t.getTemplate}
            </Button>
          </>
        ) : (
          <>
            <Button icon="left" isDisabled={busy} onPress={() => setTemplate(null)}>
              {t.back}
            </Button>
            <span className="spacer" />
            <Button onPress={onClose} isDisabled={busy}>
              {t.cancel}
            </Button>
            <Button
              variant="primary"
              isDisabled={busy || template.capabilities.some((capability) => !agreed.includes(capability))}
              onPress={() => void makeStack(template)}
            >
              {busy ? t.creating : t.createStack}
            </Button>
          </>
        )
      }
    >
      <div className="flow-log-dialog" ref={content}>
        {error && <SetupError error={error} />}
        {template === null ? (
          <AwsForm draft={draft} problems={problems} onChange={(patch) => setDraft((before) => ({ ...before, ...patch }))} />
        ) : (
          <AwsTemplateView
            template={template}
            agreed={agreed}
            onAgree={(capability, isAgreed) =>
              setAgreed((before) => (isAgreed ? [...before, capability] : before.filter((each) => each !== capability)))
            }
          />
        )}
      </div>
    </Dialog>
  );
}
