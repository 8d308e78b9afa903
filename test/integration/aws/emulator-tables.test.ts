/** Tables that are made while the emulator runs: by statements and by Glue, and what a SELECT over their objects reads. */
import { gzipSync } from 'node:zlib';
import { CreateFlowLogsCommand } from '@aws-sdk/client-ec2';
import {
  BatchCreatePartitionCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  DeleteDatabaseCommand,
  DeletePartitionCommand,
  DeleteTableCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
  GetPartitionCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../../aws/ec2/flow-logs.ts';
import { VPC } from '../../aws/ec2/network.ts';
import { type EmulatedClients, emulatedClients, runStatement } from '../../support/emulated-clients.ts';

const from = Date.UTC(2024, 1, 29, 3, 0) / 1000;
const day = { from, to: from + 900 };
const FIELDS = 'version interface-id srcaddr dstaddr srcport dstport bytes start end action log-status vpc-id';

async function delivered(clients: EmulatedClients, options: object, fields = FIELDS) {
  const { aws, ec2 } = clients;
  aws.account.createBucket('logs');
  const { FlowLogIds: [id = ''] = [] } = await ec2.send(
    new CreateFlowLogsCommand({
      ResourceType: 'VPC',
      ResourceIds: [VPC],
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::logs',
      LogFormat: formatOf(fields),
      DestinationOptions: options as { FileFormat: 'parquet'; HiveCompatiblePartitions: boolean; PerHourPartition: boolean },
    }),
  );
  return { id, ...(await aws.account.deliver(id, day)) };
}

const COLUMNS =
  '`version` int, interface_id string, srcaddr string, dstaddr string, srcport int, dstport int, bytes bigint, `start` bigint, `end` bigint, action string, log_status string, vpc_id string';
const PARQUET = `ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
  STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
  OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'`;
const SUMMARY = `SELECT count(*), min("end") >= ${day.from}, max("end") < ${day.to}, count(DISTINCT vpc_id), min(vpc_id), min(version) FROM`;

describe('deliveries', () => {
  it('lie where AWS puts them, later than their names, and hold what the flow log was asked for', async () => {
    const clients = await emulatedClients({ isEmpty: true });
    const { aws } = clients;
    const plain = await delivered(clients, { FileFormat: 'plain-text', HiveCompatiblePartitions: false, PerHourPartition: false });
    expect(plain.keys[0]).toMatch(
      new RegExp(
        `^AWSLogs/123456789012/vpcflowlogs/ap-northeast-1/2024/02/29/123456789012_vpcflowlogs_ap-northeast-1_${plain.id}_20240229T0300Z_[0-9a-f]{8}\\.log\\.gz$`,
      ),
    );
    expect(plain.keys).toHaveLength(3);
    const late = (aws.store.get('logs', plain.keys[0] ?? '')?.modified.getTime() ?? 0) / 1000 - from;
    expect(late).toBeGreaterThanOrEqual(300);
    expect(late).toBeLessThan(600);
    aws.account.deleteFlowLog(plain.id);
    const hive = await delivered(clients, { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true });
    expect(hive.keys[0]).toMatch(
      /^AWSLogs\/aws-account-id=123456789012\/aws-service=vpcflowlogs\/aws-region=ap-northeast-1\/year=2024\/month=02\/day=29\/hour=03\/.*T0300Z_[0-9a-f]{8}\.log\.parquet$/,
    );
    expect(hive.rows).toBe(plain.rows);
    expect((await aws.account.deliver(hive.id, { ...day, rows: 10 })).rows).toBe(10);
  });

  it('fail with an access error where the bucket’s policy does not let them', async () => {
    const clients = await emulatedClients({ isEmpty: true });
    const { id } = await delivered(clients, {});
    clients.aws.account.setBucketPolicy('logs', null);
    expect(await clients.aws.account.deliver(id, day)).toMatchObject({ keys: [], rows: 0 });
    expect(clients.aws.account.flowLogs).toMatchObject([{ deliverStatus: 'FAILED', deliverError: 'Access error' }]);
  });
});

describe('a table by statements', () => {
  it('reads text files by place, in the partitions that were added', async () => {
    const clients = await emulatedClients();
    const { athena, aws } = clients;
    const { rows } = await delivered(clients, { FileFormat: 'plain-text', HiveCompatiblePartitions: false, PerHourPartition: false });
    const run = (sql: string) => runStatement(athena, sql, { database: 'net' });
    expect(await run('CREATE DATABASE IF NOT EXISTS net')).toMatchObject({ state: 'SUCCEEDED' });
    const create = `CREATE EXTERNAL TABLE IF NOT EXISTS flows (${COLUMNS}) PARTITIONED BY (\`date\` date)
      ROW FORMAT DELIMITED FIELDS TERMINATED BY ' ' LOCATION 's3://logs/AWSLogs/123456789012/vpcflowlogs/ap-northeast-1/'
      TBLPROPERTIES ("skip.header.line.count"="1")`;
    expect(await run(create)).toMatchObject({ state: 'SUCCEEDED' });
    expect(await run(create)).toMatchObject({ state: 'SUCCEEDED' });
    expect(await run(create.replace('IF NOT EXISTS ', ''))).toMatchObject({
      state: 'FAILED',
      reason: expect.stringContaining('AlreadyExistsException(message:Table already exists.)'),
    });
    expect((await run('SELECT count(*) FROM flows')).rows).toEqual([['0']]);
    const add = `ALTER TABLE flows ADD IF NOT EXISTS PARTITION (\`date\`='2024-02-29') LOCATION 's3://logs/AWSLogs/123456789012/vpcflowlogs/ap-northeast-1/2024/02/29'`;
    expect(await run(add)).toMatchObject({ state: 'SUCCEEDED' });
    expect((await run('SHOW PARTITIONS flows')).rows).toEqual([['date=2024-02-29']]);
    expect((await run(`${SUMMARY} net.flows WHERE "date" = DATE '2024-02-29'`)).rows).toEqual([
      [String(rows), 'true', 'true', '1', VPC, '3'],
    ]);
    expect((await run(`SELECT count(*) FROM "net"."flows" WHERE "date" = DATE '2024-03-01'`)).rows).toEqual([['0']]);
    expect(aws.executions.at(-1)?.scannedBytes).toBeGreaterThan(1000);
    const made = aws.executions.find(({ sql }) => sql === create);
    expect(made).toMatchObject({ scannedBytes: 0, outputLocation: expect.stringMatching(/\.txt$/) });
    expect(await run('DROP DATABASE net')).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('is not empty') });
    expect(await run("ALTER TABLE flows DROP PARTITION (`date`='2024-02-29')")).toMatchObject({ state: 'SUCCEEDED' });
    expect(await run('DROP TABLE flows')).toMatchObject({ state: 'SUCCEEDED' });
    expect(await run('DROP TABLE IF EXISTS flows')).toMatchObject({ state: 'SUCCEEDED' });
    expect(await run('SELECT count(*) FROM flows')).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('TABLE_NOT_FOUND') });
    expect(await run('DROP SCHEMA net CASCADE')).toMatchObject({ state: 'SUCCEEDED' });
  });

  it('finds partitions in Hive’s folders by itself, and reads Parquet by name', async () => {
    const clients = await emulatedClients();
    const { rows } = await delivered(clients, { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true });
    const run = (sql: string) => runStatement(clients.athena, sql, { database: 'vpcdb' });
    const keys = ['aws-account-id', 'aws-service', 'aws-region', 'year', 'month', 'day', 'hour'];
    await run(
      `CREATE EXTERNAL TABLE vpcdb.hive (vpc_id string, bytes bigint, \`end\` bigint, version int, never_there int)
       PARTITIONED BY (${keys.map((key) => `\`${key}\` string`).join(', ')}) ${PARQUET} LOCATION 's3://logs/AWSLogs/'`,
    );
    const { rows: said } = await run('MSCK REPAIR TABLE hive');
    expect(said).toHaveLength(2);
    const { rows: counted } = await run(`${SUMMARY} hive WHERE "day" = '29' AND "hour" = '03' AND "aws-region" = 'ap-northeast-1'`);
    expect(counted).toEqual([[String(rows), 'true', 'true', '1', VPC, '3']]);
    expect((await run('SELECT count(never_there), count(*) FROM hive')).rows).toEqual([['0', String(rows)]]);
  });

  it('projects its partitions', async () => {
    const clients = await emulatedClients();
    const { rows } = await delivered(clients, { FileFormat: 'parquet', HiveCompatiblePartitions: false, PerHourPartition: true });
    const run = (sql: string) => runStatement(clients.athena, sql, { database: 'vpcdb' });
    const create = (
      range: string,
    ) => `CREATE EXTERNAL TABLE projected (${COLUMNS}) PARTITIONED BY (region string, day string, hour string) ${PARQUET}
      LOCATION 's3://logs/AWSLogs/123456789012/vpcflowlogs/' TBLPROPERTIES (
      'EXTERNAL'='true', 'skip.header.line.count'='1', 'projection.enabled'='true', 'projection.region.type'='enum', 'projection.region.values'='ap-northeast-1,eu-west-1',
      'projection.day.type'='date', 'projection.day.range'='${range}', 'projection.day.format'='yyyy/MM/dd',
      'projection.hour.type'='integer', 'projection.hour.range'='0,23', 'projection.hour.digits'='2',
      'storage.location.template'='s3://logs/AWSLogs/123456789012/vpcflowlogs/\${region}/\${day}/\${hour}')`;
    await run(create('2024/01/01,NOW'));
    const asked = `${SUMMARY} projected WHERE region = 'ap-northeast-1' AND day = '2024/02/29' AND hour = '03'`;
    expect((await run(asked)).rows).toEqual([[String(rows), 'true', 'true', '1', VPC, '3']]);
    await run('DROP TABLE projected');
    await run(create('2024/03/01,NOW'));
    expect((await run('SELECT count(*) FROM projected')).rows).toEqual([['0']]);
    // What is set is seen by the next query; all else stays.
    const earlier = "ALTER TABLE `vpcdb`.`projected` SET TBLPROPERTIES ('projection.day.range' = '2024/02/01,NOW', 'EXTERNAL'='FALSE')";
    expect(await run(earlier)).toMatchObject({ state: 'SUCCEEDED' });
    expect((await run(asked)).rows).toEqual([[String(rows), 'true', 'true', '1', VPC, '3']]);
    const { Table } = await clients.glue.send(new GetTableCommand({ DatabaseName: 'vpcdb', Name: 'projected' }));
    expect(Table?.Parameters).toMatchObject({
      EXTERNAL: 'true',
      'projection.day.range': '2024/02/01,NOW',
      'projection.region.values': 'ap-northeast-1,eu-west-1',
    });
    expect(await run("ALTER TABLE nowhere SET TBLPROPERTIES ('a'='b')")).toMatchObject({ state: 'FAILED' });
  });

  it('sees what is delivered later, and fails as Athena does where columns are there twice', async () => {
    const clients = await emulatedClients();
    const { id, rows } = await delivered(clients, { FileFormat: 'parquet' });
    const run = (sql: string) => runStatement(clients.athena, sql, { database: 'vpcdb' });
    await run(`CREATE EXTERNAL TABLE whole (${COLUMNS}) STORED AS PARQUET LOCATION 's3://logs/AWSLogs/123456789012/'`);
    expect((await run('SELECT count(*) FROM whole')).rows).toEqual([[String(rows)]]);
    const more = await clients.aws.account.deliver(id, { from: from + 900, to: from + 1800 });
    expect((await run('SELECT count(*) FROM whole AS a WHERE a.bytes >= 0 OR a.bytes IS NULL')).rows).toEqual([[String(rows + more.rows)]]);
    await run(`CREATE EXTERNAL TABLE twice (region string) PARTITIONED BY (region string) STORED AS PARQUET LOCATION 's3://logs/x/'`);
    expect(await run('SELECT * FROM twice')).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('HIVE_INVALID_METADATA') });
  });

  it('is refused where it cannot be read, with the place', async () => {
    const { athena } = await emulatedClients();
    const refused = (sql: string) => expect(runStatement(athena, sql)).rejects;
    await refused('CREATE EXTERNAL TABLE t (a strin').toMatchObject({
      name: 'InvalidRequestException',
      AthenaErrorCode: 'MALFORMED_QUERY',
    });
    await refused('CREATE EXTERNAL TABLE t\n  (a string) NONSENSE').toMatchObject({ message: "line 2:14: mismatched input 'NONSENSE'" });
    await refused('DROP TABLE').toMatchObject({ message: "line 1:11: mismatched input '<EOF>'" });
  });

  it('reads lines by a pattern, and what is no number in a column of numbers as NULL', async () => {
    const { athena, aws } = await emulatedClients();
    const text = 'version srcaddr bytes\n2 10.0.0.1 5\n2 - -\n';
    aws.store.put('texts', 'a/one.log.gz', gzipSync(text));
    aws.store.put('texts', 'a/two.log', Buffer.from('version srcaddr bytes\n2 10.0.0.2 7 more\n'));
    aws.store.put('texts', 'a/_hidden', Buffer.from('2 x 9\n'));
    const columns = '(version int, srcaddr string, bytes bigint)';
    const end = `LOCATION 's3://texts/a' TBLPROPERTIES ('skip.header.line.count'='1')`;
    await runStatement(athena, `CREATE EXTERNAL TABLE vpcdb.places ${columns} ROW FORMAT DELIMITED FIELDS TERMINATED BY ' ' ${end}`);
    const { rows } = await runStatement(athena, 'SELECT srcaddr, bytes FROM vpcdb.places ORDER BY srcaddr');
    expect(rows).toEqual([
      ['-', undefined],
      ['10.0.0.1', '5'],
      ['10.0.0.2', '7'],
    ]);
    const regex = `ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe' WITH SERDEPROPERTIES ("input.regex"="^(\\\\S+) (\\\\S+) (\\\\S+).*$")`;
    await runStatement(athena, `CREATE EXTERNAL TABLE vpcdb.patterns ${columns} ${regex} ${end}`);
    expect((await runStatement(athena, 'SELECT sum(bytes) FROM vpcdb.patterns')).rows).toEqual([['12']]);
  });
});

describe('Glue', () => {
  const tableInput = (name: string) => ({
    Name: name,
    TableType: 'EXTERNAL_TABLE',
    PartitionKeys: [{ Name: 'day', Type: 'string' }],
    Parameters: { 'skip.header.line.count': '0' },
    StorageDescriptor: {
      Columns: [{ Name: 'srcaddr', Type: 'string' }],
      Location: 's3://texts/days/',
      InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
      SerdeInfo: { SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe', Parameters: { 'field.delim': ' ' } },
    },
  });

  it('makes, changes and deletes databases, tables and partitions, each once', async () => {
    const { aws, glue, athena } = await emulatedClients();
    const before = aws.account.snapshot();
    const database = new CreateDatabaseCommand({ DatabaseInput: { Name: 'Made', Description: 'mine' } });
    await glue.send(database);
    await expect(glue.send(database)).rejects.toMatchObject({ name: 'AlreadyExistsException' });
    expect((await glue.send(new GetDatabaseCommand({ Name: 'made' }))).Database).toMatchObject({ Name: 'made', Description: 'mine' });
    expect((await glue.send(new GetDatabasesCommand({}))).DatabaseList?.map(({ Name }) => Name)).toEqual(['made', 'vpcdb']);

    const create = new CreateTableCommand({ DatabaseName: 'made', TableInput: tableInput('Days') });
    await glue.send(create);
    await expect(glue.send(create)).rejects.toMatchObject({ name: 'AlreadyExistsException' });
    const nowhere = new CreateTableCommand({ DatabaseName: 'nowhere', TableInput: tableInput('t') });
    await expect(glue.send(nowhere)).rejects.toMatchObject({ name: 'EntityNotFoundException' });
    const of = { DatabaseName: 'made', TableName: 'days' };
    const partition = (value: string) => ({ Values: [value], StorageDescriptor: { Location: `s3://texts/days/${value}/` } });
    await glue.send(new CreatePartitionCommand({ ...of, PartitionInput: partition('01') }));
    await expect(glue.send(new CreatePartitionCommand({ ...of, PartitionInput: partition('01') }))).rejects.toMatchObject({
      name: 'AlreadyExistsException',
    });
    const batch = await glue.send(new BatchCreatePartitionCommand({ ...of, PartitionInputList: [partition('01'), partition('02')] }));
    expect(batch.Errors).toMatchObject([{ PartitionValues: ['01'], ErrorDetail: { ErrorCode: 'AlreadyExistsException' } }]);
    expect((await glue.send(new GetPartitionsCommand(of))).Partitions).toHaveLength(2);
    expect((await glue.send(new GetPartitionCommand({ ...of, PartitionValues: ['02'] }))).Partition).toMatchObject({
      StorageDescriptor: { Location: 's3://texts/days/02/' },
    });
    aws.store.put('texts', 'days/01/a', Buffer.from('10.0.0.1\n'));
    aws.store.put('texts', 'days/02/a', Buffer.from('10.0.0.2\n10.0.0.3\n'));
    expect((await runStatement(athena, 'SELECT day, count(*) FROM made.days GROUP BY day ORDER BY day')).rows).toEqual([
      ['01', '1'],
      ['02', '2'],
    ]);
    await glue.send(new UpdateTableCommand({ DatabaseName: 'made', TableInput: { ...tableInput('days'), Description: 'changed' } }));
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: 'made', Name: 'days' }));
    expect(Table).toMatchObject({ Description: 'changed', StorageDescriptor: tableInput('').StorageDescriptor });
    await glue.send(new DeletePartitionCommand({ ...of, PartitionValues: ['01'] }));
    const gone = new GetPartitionCommand({ ...of, PartitionValues: ['01'] });
    await expect(glue.send(gone)).rejects.toMatchObject({ name: 'EntityNotFoundException' });
    expect((await runStatement(athena, 'SELECT count(*) FROM made.days')).rows).toEqual([['2']]);

    await glue.send(new CreateTableCommand({ DatabaseName: 'made', TableInput: tableInput('other') }));
    expect((await glue.send(new GetTablesCommand({ DatabaseName: 'made' }))).TableList?.map(({ Name }) => Name)).toEqual(['days', 'other']);
    await glue.send(new DeleteTableCommand({ DatabaseName: 'made', Name: 'other' }));
    const other = new DeleteTableCommand({ DatabaseName: 'made', Name: 'other' });
    await expect(glue.send(other)).rejects.toMatchObject({ name: 'EntityNotFoundException' });
    await glue.send(new DeleteDatabaseCommand({ Name: 'made' }));
    expect(aws.account.snapshot().databases).toEqual(before.databases);
  });
});
