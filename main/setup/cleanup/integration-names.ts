/**
 * How AWS names what its integration makes of a flow log
 * (docs.aws.amazon.com/vpc/latest/userguide/flow-logs-generate-template-console.html): the id without its hyphen, how
 * often partitions are loaded, the dates. Pure.
 */

/** Ids have 17 digits; those from before 2016 have 8. The words behind them begin with digits of that kind too. */
const ID = '([0-9a-f]{17}|[0-9a-f]{8})';
const LOADED = '(?:none|daily|weekly|monthly)(?:\\d{8}){0,2}';
const DATABASE = new RegExp(`^vpcflowlogsathenadatabasefl${ID}$`, 'i');
const WORKGROUP = new RegExp(`^fl${ID}${LOADED}WorkGroup$`, 'i');
const TABLE = new RegExp(`^fl${ID}${LOADED}$`, 'i');

const idOf = (pattern: RegExp, name: string): string | null => {
  const digits = pattern.exec(name)?.[1];
  return digits === undefined ? null : `fl-${digits.toLowerCase()}`;
};

/** The flow log that a database is named after; NULL: none of AWS's integration. */
export const flowLogOfDatabase = (name: string): string | null => idOf(DATABASE, name);
export const flowLogOfWorkgroup = (name: string): string | null => idOf(WORKGROUP, name);
export const flowLogOfTable = (name: string): string | null => idOf(TABLE, name);

export const databaseOfFlowLog = (flowLogId: string): string => `vpcflowlogsathenadatabase${flowLogId.replaceAll('-', '').toLowerCase()}`;

const NAMED = new RegExp(`vpcflowlogsathenadatabasefl${ID}(?![0-9a-f])`, 'gi');

/** The flow logs of which a template's text names the database, each once. */
export const flowLogsNamedIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(NAMED)].map(([, digits = '']) => `fl-${digits.toLowerCase()}`)),
];
