export const usage = `nagare: investigate network traffic with Amazon VPC Flow Logs and Athena

nagare query   --source sample | --source folder:PATH | --source csv:FILE | --source named:NAME
               | --source athena [--profile P] [--region R] [--workgroup W] [--catalog C] [--database D] --table T
               --from TIME --to TIME [--zone ZONE]
                   TIME: 2022-11-28T12:15[:00][Z|+09:00] or Unix seconds; without an offset, in ZONE (UTC if none)
               [--ip [!]ADDR|CIDR ...] [--ip-side either|source|destination] [--packet-addresses]
                   an address after ! must not occur; --packet-addresses: the packets' own addresses count too
               [--port N|N-M ...] [--port-side either|source|destination]
               [--protocol tcp|udp|icmp|N ...] [--action ACCEPT|REJECT] [--direction ingress|egress]
               [--tcp-flag syn|syn-ack|fin|rst ...] [--traffic-path N ...] [--service NAME ...] [--min-bytes N]
               [--interface ENI ...] [--instance ID ...] [--subnet ID ...] [--vpc ID ...] [--account ID ...]
               [--log-region R ...] [--match starts|overlaps] [--kind KIND] [--by bytes|packets|flows] [--limit N]
               or --sql TEXT | --sql-file FILE   one statement, with [--param VALUE ...] for its ? in order
                   VALUE: a number where it is one, else a text; text:, number:, date:2022-11-28, time:TIME (as
                   Unix seconds) and timestamp:TIME say which. A value that begins with a dash: --param=-1
               [--print-sql] [--estimate] [--yes] [--json] [--output s3://BUCKET/FOLDER/]
               [--xlsx FILE [--summary]] [--csv FILE [--no-bom] [--raw-times]]
                   --estimate: what it would read and cost, as JSON, and nothing is run; --yes: run it even when it
                   reads a whole table of more than 1 GB or of unknown size, and fetch its rows however many they
                   are; --summary: the workbook has a sheet
                   with totals, top talkers and ports, and traffic over time; --no-bom: the CSV begins without
                   the mark of UTF-8; --raw-times: dates in the CSV stay Unix seconds (else those of an
                   hour that the zone's clocks show twice have their offset); --output: where Athena writes
                   results in a workgroup that has no place for them, kept for profile, region and workgroup
nagare kinds                       what can be asked: name, description
nagare history [--json] [--search TEXT | --spend [--zone ZONE]]
               [--bring-in [--profile P] [--region R] [--workgroup W] [--days N] [--with-failed] [--zone ZONE]]
                   --bring-in: first adds the SELECT statements that ran in the workgroup in the last N days (45),
                   whoever started them; --with-failed: those that failed or were cancelled, too
                   --spend: runs, bytes scanned and money by month, newest first, what was brought in apart; months
                   in ZONE (that of Settings if none); with --json an array of month, runs, scannedBytes, costUsd
                   and broughtIn
                   --json: a run that was given a title or a note in the window has them at its end, as title and note
nagare export  RUN_ID [--xlsx FILE [--summary]] [--csv FILE [--no-bom] [--raw-times]] [--zone ZONE]
nagare compare RUN_A RUN_B [--by pair|port|source] [--measure bytes|packets|flows]
               [--show all|new|gone|changed|same] [--per-hour] [--limit N] [--json]
                   what came, went and changed from A to B, from the stored rows, the greatest change first
nagare sources [--json]            the sources used before, newest first, and the profiles of the AWS configuration
nagare check   --source named:NAME | [--profile P] [--region R] [--workgroup W] [--catalog C] [--database D] --table T
               [--json | --policy]
                   each permission that the table needs, tried at no cost; --policy: prints the smallest IAM policy
nagare setup status    [--profile P] [--region R] [--json]
                   VPCs, subnets and interfaces with their flow logs, and what was delivered
nagare setup flow-log  [--profile P] [--region R] --resource ID ...
               --bucket B | --new-bucket B [--kms-key ARN] [--expire-days N]      [--prefix FOLDER]
               [--field NAME ...] [--plain-text] [--no-hive] [--daily] [--interval 60|600] [--traffic ALL|ACCEPT|REJECT]
               [--name NAME] [--tag KEY=VALUE ...] [--print cli|cloudformation|terraform] [--yes] [--json]
                   a flow log to S3: all fields, Parquet, Hive folders, hourly, unless said otherwise
nagare setup integrate [--profile P] [--region R] --flow-log ID [--output s3://BUCKET/FOLDER/] [--yes] [--json]
               [--database D] [--table T] [--workgroup W] [--bytes-limit N] [--account ID ...] [--log-region R ...]
               [--since DAY] [--by ddl|stack] [--print ddl|cli|cloudformation|terraform]
               or --aws [--template s3://BUCKET/FOLDER/] [--frequency none|daily|weekly|monthly] [--from DAY --to DAY]
                   [--stack NAME] [--print cloudformation]
                   a table over its files: Nagare's own (projected, nothing to load), or --aws: AWS's own integration,
                   whose template AWS writes into S3 before it can be read: --print cloudformation needs --yes too.
                   Nagare's own that is there already is extended to the accounts, regions and years asked for,
                   never narrowed
nagare setup check     [--profile P] [--region R] --flow-log ID [--fill] [--yes] [--json]
                   are files coming, does a table fit, which logs does it leave out or count twice, does it lack
                   partitions; --fill: adds those
nagare cleanup --plan  [--profile P] [--region R] --flow-log ID ... | --leftovers [--json]
               --run PLAN_FILE [--typed IDENTITY ...] [--yes] [--json]
                   --plan: all that belongs to flow logs, deleting nothing; --leftovers: what flow logs left that are
                   gone, log files in Nagare's buckets too; --json: the file for --run. Items taken out of the file
                   stay. Log files go only when their identity is given by --typed
                   Whatever makes or deletes shows first what it would do, and does it only with --yes
nagare delete  RUN_ID              deletes the run and its rows
nagare resume  [--json]            finishes the runs that an earlier process left, then lists them

Exit: 0 done, 1 failed, 2 bad arguments, 130 cancelled (Ctrl-C stops the execution too).
NAGARE_HOME names the data folder; the AWS SDK's own variables (AWS_PROFILE, AWS_REGION, ...) hold.
`;
