import type { FlowLogChoice } from '../../../preload/contract/setup.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { IconButton, LinkButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { texts as flowLogTexts } from './texts.ts';

type Tag = FlowLogChoice['tags'][number];
const MOST = 40;

/** Keys with their values, a line each. */
export function TagRows({ tags, onChange }: { readonly tags: readonly Tag[]; readonly onChange: (tags: readonly Tag[]) => void }) {
  const t = useTexts(flowLogTexts);
  const set = (at: number, patch: Partial<Tag>) => onChange(tags.map((tag, index) => (index === at ? { ...tag, ...patch } : tag)));
  return (
    <div className="tag-rows">
      {tags.map((tag, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tag that is being typed has nothing else to be known by.
        <div key={at} className="ui-row">
          <TextField
            label={t.tagKey}
            hideLabel
            placeholder={t.tagKey}
            value={tag.key}
            width={200}
            onChange={(key) => set(at, { key: key.slice(0, 128) })}
          />
          <TextField
            label={t.tagValue}
            hideLabel
            placeholder={t.tagValue}
            value={tag.value}
            width={240}
            onChange={(value) => set(at, { value: value.slice(0, 256) })}
          />
          <IconButton icon="close" label={t.removeTag(tag.key)} onPress={() => onChange(tags.filter((_, index) => index !== at))} />
        </div>
      ))}
      <LinkButton isDisabled={tags.length >= MOST} onPress={() => onChange([...tags, { key: '', value: '' }])}>
        {t.addTag}
      </LinkButton>
    </div>
  );
}
