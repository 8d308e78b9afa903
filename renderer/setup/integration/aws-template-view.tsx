import type { AwsTemplate } from '../../../preload/contract/integration.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon } from '../../ui/icon.tsx';
import { CopyButton } from '../copy-button.tsx';
import { texts as integrationTexts } from './texts.ts';

/** What the template makes, what was changed in it, its text, and what has to be agreed to. */
export function AwsTemplateView({
  template,
  agreed,
  onAgree,
}: {
  readonly template: AwsTemplate;
  readonly agreed: readonly string[];
  readonly onAgree: (capability: string, isAgreed: boolean) => void;
}) {
  const t = useTexts(integrationTexts);
  const byType = Map.groupBy(template.resources, ({ type }) => type);
  return (
    <>
      <section>
        <h3 className="step-title">{t.makes}</h3>
        <table className="setup-table template-table" aria-label={t.makes}>
          <tbody>
            {[...byType].map(([type, resources]) => {
              const names = resources.map(({ logicalId, name }) => name ?? logicalId).join(', ');
              return (
                <tr key={type}>
                  <td className="mono">{type}</td>
                  <td className="mono setup-number">{resources.length}</td>
                  <td className="mono selectable ellipsis" title={names}>
                    {names}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {template.isChanged && (
        <p className="step-actions">
          <Icon name="info" size={16} />
          {t.changed}
        </p>
      )}
      <details>
        <summary>{t.templateText}</summary>
        <div className="step-actions">
          <CopyButton text={template.template} />
        </div>
        <pre className="mono setup-code">{template.template}</pre>
      </details>
      <div className="capability">
        {template.capabilities.map((capability) => (
          <Checkbox key={capability} isSelected={agreed.includes(capability)} onChange={(isAgreed) => onAgree(capability, isAgreed)}>
            {t.capability(capability)}
          </Checkbox>
        ))}
      </div>
    </>
  );
}
