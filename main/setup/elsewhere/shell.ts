/** Commands of the AWS CLI, as a POSIX shell reads them. */

/** A word that the shell leaves as it is. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * `aws ec2 create-flow-logs --resource-type VPC ...`, an option a line.
 * @param options by the CLI's names; texts and lists of texts as they are, the rest as JSON; NULL: left out
 */
export function awsCommand(
  service: string,
  operation: string,
  options: Readonly<Record<string, unknown>>,
  place: { readonly profile: string | null; readonly region: string },
): string {
  const words = [
    ...Object.entries(options).flatMap(([name, value]) => (value === null ? [] : [option(name, value)])),
    option('region', place.region),
    ...(place.profile === null ? [] : [option('profile', place.profile)]),
  ];
  return [`aws ${service} ${operation}`, ...words].join(' \\\n  ');
}

/** A value that begins like an option would be taken for the next one. */
const option = (name: string, value: unknown): string =>
  `--${name}${typeof value === 'string' && value.startsWith('-') ? '=' : ' '}${optionText(value)}`;

function optionText(value: unknown): string {
  if (typeof value === 'string') return shellWord(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.map(shellWord).join(' ');
  return shellWord(JSON.stringify(value));
}
