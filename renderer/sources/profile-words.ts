/** What a profile is and what is wrong with it or with its file, in the words of a language. */
import type { ConfigProblem, Profile, ProfileList, ProfileProblem } from '../../preload/contract/aws.ts';
import type { texts } from './texts.ts';

type Words = (typeof texts)['en'];

/** `SSO corp · 111122223333 · Analyst`: where the credentials come from, for which account, as which role. */
export function profileWords({ kind, of, account, role, mfa }: Profile, t: Words): string {
  const kindWord = of === null || of === '' ? t.kinds[kind] : t.kindOf[kind === 'sso' || kind === 'role' ? kind : 'other'](of);
  return [kindWord, account, role, mfa ? 'MFA' : null].filter((part) => part !== null).join(' · ');
}

/** What "default" stands for now. */
export function defaultWords({ from, profile }: ProfileList['defaults'], t: Words): string {
  return from === 'profile' ? t.defaultProfile(profile ?? 'default') : t.defaults[from];
}

/** `config:12`: the file by its own name, the whole path is shown beside it once. */
export function problemWords(problem: ConfigProblem | ProfileProblem, t: Words): string {
  const place = problem.line === null ? problem.path : t.placeOf(problem.path, problem.line);
  return `${place}: ${t.problems[problem.code](problem.name ?? '')}`;
}
