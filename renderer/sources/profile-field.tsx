import type { ProfileList } from '../../preload/contract/aws.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { texts as queryTexts } from '../query/texts.ts';
import { ComboBox } from '../ui/combo-box.tsx';
import { defaultWords, problemWords, profileWords } from './profile-words.ts';
import { texts } from './texts.ts';

/** A profile of the AWS configuration files, each with what it is; below it what the chosen one is, or what is wrong with it. */
export function ProfileField({
  list,
  value,
  onChange,
}: {
  /** NULL: not read yet. */
  readonly list: ProfileList | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const t = useTexts(queryTexts);
  const s = useTexts(texts);
  const name = value.trim();
  const profiles = list?.profiles ?? [];
  const chosen = profiles.find((profile) => profile.name === name);
  const unknown = list !== null && name !== '' && !chosen ? s.unknownProfile(name) : null;
  const problem = chosen?.problem ? problemWords(chosen.problem, s) : null;
  const hint = chosen ? profileWords(chosen, s) : name === '' && list ? defaultWords(list.defaults, s) : null;

  return (
    <>
      <span className="ui-rows-label ui-rows-top">{t.profile}</span>
      <ComboBox
        label={t.profile}
        value={value}
        onChange={onChange}
        suggestions={profiles.map((profile) => ({
          value: profile.name,
          side: [profileWords(profile, s), profile.isCurrent ? s.current : null].filter((part) => part !== null).join(' · '),
        }))}
        placeholder={t.profileDefault}
        problem={problem ?? unknown}
        hint={hint}
        autoFocus
      />
    </>
  );
}
