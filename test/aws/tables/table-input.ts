/** A table as Glue's CreateTable, a stack or a statement describes it. */
import type { CatalogColumn, CatalogTable } from '../catalog.ts';
import { AwsFault } from '../wire.ts';

interface GlueColumn {
  readonly Name: string;
  readonly Type?: string;
  readonly Comment?: string;
}

export interface StorageDescriptor {
  readonly Columns?: readonly GlueColumn[];
  readonly Location?: string;
  readonly InputFormat?: string;
  readonly OutputFormat?: string;
  readonly SerdeInfo?: { readonly SerializationLibrary?: string; readonly Parameters?: Readonly<Record<string, string>> };
}

export interface TableInput {
  readonly Name: string;
  readonly Description?: string;
  readonly TableType?: string;
  readonly Parameters?: Readonly<Record<string, string>>;
  readonly PartitionKeys?: readonly GlueColumn[];
  readonly StorageDescriptor?: StorageDescriptor;
}

/** @throws AwsFault `InvalidInputException` for one without a name */
export function tableOfInput(database: string, input: TableInput): CatalogTable {
  if (!input.Name)
    throw new AwsFault('InvalidInputException', "Value at 'tableInput.name' failed to satisfy constraint: Member must not be null");
  const location = input.StorageDescriptor?.Location;
  return {
    database,
    name: input.Name.toLowerCase(),
    columns: columnsOf(input.StorageDescriptor?.Columns),
    partitionKeys: columnsOf(input.PartitionKeys),
    parameters: textsOnly(input.Parameters),
    partitions: [],
    ...(location === undefined ? {} : { location: location.endsWith('/') ? location : `${location}/` }),
    input,
  };
}

const columnsOf = (all: readonly GlueColumn[] = []): readonly CatalogColumn[] =>
  all.map(({ Name, Type = 'string' }) => ({ name: Name.toLowerCase(), type: Type.toLowerCase() }));

/** A stack's template may have numbers and booleans there. */
const textsOnly = (all: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
