/** The buckets of the account, and those that others have: a name is one for all of AWS. */
import { ACCOUNT } from '../sts-service.ts';
import { AwsFault, HOME_REGION } from '../wire.ts';

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly createdAt: Date;
  /** JSON as it was put; NULL: none. */
  policy: string | null;
  /** What else was set, as the XML that it was put as, by its name in the query: `encryption`, `lifecycle`, `versioning`. */
  readonly settings: Map<string, string>;
}

export interface Buckets {
  all(): readonly Bucket[];
  find(name: string): Bucket | undefined;
  /** @throws AwsFault `NoSuchBucket`, `AccessDenied` for somebody else's */
  named(name: string): Bucket;
  /** It exists from now on. */
  ensure(name: string): Bucket;
  /** @throws AwsFault `BucketAlreadyOwnedByYou`, `BucketAlreadyExists`, `InvalidBucketName` */
  create(name: string, region: string): Bucket;
  remove(name: string): void;
  /** Names that another account has. */
  readonly foreign: Set<string>;
  /** Accounts that own buckets which are let in here all the same; whoever is not named owns its buckets itself. */
  readonly owners: Map<string, string>;
  /** Any bucket is there when it is named, in every region. */
  readonly isOpen: boolean;
}

/** What S3 gives every bucket that is made since 2023. */
const defaults: Readonly<Record<string, string>> = {
  publicAccessBlock:
    '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>',
  encryption:
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>',
  ownershipControls: '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>',
};

export function createBuckets(isOpen: boolean): Buckets {
  const buckets = new Map<string, Bucket>();
  /** Deleted ones are not there any more, however open S3 is. */
  const gone = new Set<string>();
  const foreign = new Set<string>();
  const made = (name: string, region: string): Bucket => ({
    name,
    region,
    createdAt: new Date(),
    policy: null,
    settings: new Map(Object.entries(defaults)),
  });
  const add = (name: string, region: string): Bucket => {
    const bucket = made(name, region);
    buckets.set(name, bucket);
    gone.delete(name);
    return bucket;
  };
  return {
    all: () => [...buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    find: (name) => buckets.get(name),
    named(name) {
      const found = buckets.get(name);
      if (found) return found;
      if (foreign.has(name)) throw new AwsFault('AccessDenied', 'Access Denied', 403);
      if (!isOpen || gone.has(name)) throw noSuchBucket();
      return made(name, HOME_REGION);
    },
    ensure: (name) => buckets.get(name) ?? add(name, HOME_REGION),
    create(name, region) {
      if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new AwsFault('InvalidBucketName', 'The specified bucket is not valid.');
      if (foreign.has(name)) {
        throw new AwsFault(
          'BucketAlreadyExists',
          'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
          409,
        );
      }
      if (buckets.has(name)) {
        throw new AwsFault(
          'BucketAlreadyOwnedByYou',
          'Your previous request to create the named bucket succeeded and you already own it.',
          409,
        );
      }
      return add(name, region);
    },
    remove(name) {
      buckets.delete(name);
      gone.add(name);
    },
    foreign,
    owners: new Map(),
    isOpen,
  };
}

export const noSuchBucket = () => new AwsFault('NoSuchBucket', 'The specified bucket does not exist', 404);

/** The account that a bucket belongs to. */
export const ownerOf = ({ owners }: Buckets, bucket: string): string => owners.get(bucket) ?? ACCOUNT;
