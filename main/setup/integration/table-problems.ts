/** What of a table that is to be made cannot be: told before anything is asked of AWS. */
import type { AwsChoice, TableChoice } from '../../../preload/contract/integration.ts';
import { looksLikeRegion } from '../../../preload/contract/regions.ts';
import { AppError } from '../../app-error.ts';
import { s3PlaceOf } from '../../flowlogs/bucket-name.ts';

const NAME = /^[a-z][a-z0-9_]{0,127}$/;
const WORKGROUP = /^[\w.-]{1,128}$/;

function wrong(field: string, value: string, message: string): never {
  throw new AppError('bad_input', message, { details: { field, value } });
}

/** @throws AppError `bad_input` that names the field */
export function checkTableChoice(choice: TableChoice): void {
  const { database, table, workgroup, resultLocation, accounts, regions, since } = choice;
  if (!NAME.test(database)) wrong('database', database, 'A database is named by small letters, digits and underscores.');
  if (!NAME.test(table)) wrong('table', table, 'A table is named by small letters, digits and underscores.');
  if (!WORKGROUP.test(workgroup)) wrong('workgroup', workgroup, 'A workgroup is named by letters, digits, hyphens, dots and underscores.');
  if (s3PlaceOf(resultLocation) === null) wrong('resultLocation', resultLocation, 'A place for results is written s3://bucket/folder/.');
  const account = accounts.find((each) => !/^\d{12}$/.test(each));
  if (account !== undefined) wrong('accounts', account, 'An account is a number of 12 digits.');
  const region = regions.find((each) => !looksLikeRegion(each));
  if (region !== undefined) wrong('regions', region, 'A region is written as ap-northeast-1.');
  checkDay('since', since);
}

/** @throws AppError `bad_input` that names the field */
export function checkAwsChoice(choice: AwsChoice): void {
  const { templateLocation, resultLocation, stackName, frequency, startDate, endDate } = choice;
  if (s3PlaceOf(templateLocation) === null) wrong('templateLocation', templateLocation, 'A place is written s3://bucket/folder/.');
  if (s3PlaceOf(resultLocation) === null) wrong('resultLocation', resultLocation, 'A place for results is written s3://bucket/folder/.');
  if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stackName)) {
    wrong('stackName', stackName, 'A stack is named by letters, digits and hyphens, and begins with a letter.');
  }
  if ((startDate === null) !== (endDate === null)) wrong('endDate', '', 'Give both days, or neither.');
  if (frequency === 'none' && startDate === null) wrong('startDate', '', 'Without a frequency the first and the last day are needed.');
  if (startDate === null || endDate === null) return;
  checkDay('startDate', startDate);
  checkDay('endDate', endDate);
  if (endDate < startDate) wrong('endDate', endDate, 'The last day is before the first.');
}

/** The contract lets the shape through; the 31st of November has it too. */
function checkDay(field: string, day: string): void {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) wrong(field, day, 'There is no such day.');
}
