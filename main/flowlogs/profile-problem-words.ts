/** What is wrong with a configuration file or a profile, in words for the terminal and for an error's reason. */
import type { ConfigProblem, ProfileProblem } from '../../preload/contract/aws.ts';
import { assertNever } from '../../preload/contract/values.ts';

/** `/home/me/.aws/config, line 12: the section is not closed by ].` One sentence, English; nothing of the line itself, which may be secret. */
export function problemWords(problem: ConfigProblem | ProfileProblem): string {
  const { path, line } = problem;
  return `${path}${line === null ? '' : `, line ${line}`}: ${said(problem)}`;
}

function said({ code, name }: ConfigProblem | ProfileProblem): string {
  switch (code) {
    case 'unreadable':
      return 'the file cannot be read.';
    case 'is_folder':
      return 'this is a folder, not a file.';
    case 'too_large':
      return 'the file is larger than 4 MB and was not read.';
    case 'not_utf8':
      return 'the file is not in UTF-8.';
    case 'section_unclosed':
      return 'the section is not closed by ].';
    case 'section_twice':
      return `the section ${name} is there twice; both were taken together.`;
    case 'key_outside':
      return 'a setting before the first section.';
    case 'no_equals':
      return 'a setting needs a = between its name and its value.';
    case 'profile_word':
      return `[${name}] is no profile here: the config file wants [profile ${name}], the credentials file [${name}].`;
    case 'profile_name':
      return `the profile ${name} cannot be used by its name: letters, digits and - _ @ + . % : / alone are taken.`;
    case 'loop':
      return `the profile refers back to itself: ${name}.`;
    case 'source_missing':
      return `source_profile names ${name}, which does not exist.`;
    case 'source_none':
      return `the source profile ${name} has no credentials.`;
    case 'role_without_source':
      return `the profile ${name} has a role_arn, but neither source_profile nor credential_source.`;
    case 'role_two_sources':
      return `the profile ${name} has both source_profile and credential_source: only one of them may be there.`;
    case 'credential_source_unknown':
      return `credential_source ${name} is not known: Environment, Ec2InstanceMetadata and EcsContainer are.`;
    case 'session_missing':
      return `sso_session names ${name}, for which there is no section [sso-session ${name}].`;
    case 'sso_incomplete':
      return `missing for signing in: ${name}.`;
    case 'keys_incomplete':
      return `the profile ${name} has only one of aws_access_key_id and aws_secret_access_key.`;
    default:
      return assertNever(code);
  }
}
