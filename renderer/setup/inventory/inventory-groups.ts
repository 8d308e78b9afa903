/** An account's inventory as the list shows it: by VPC, with what has flow logs of its own in sight and the rest folded. Pure. */
import { bestFlowLog, flowLogLacks, type Lack, recordedTwice, resourceLacks } from '../../../main/flowlogs/flow-log-lacks.ts';
import { resourceTypeOf } from '../../../main/flowlogs/setup-suggestions.ts';
import type { FlowLog, Inventory } from '../../../preload/contract/setup.ts';
import type { Resource } from '../setup-state.ts';

/** A resource, with one of its flow logs if it has any: several of them make several lines. */
export interface InventoryLine {
  readonly key: string;
  readonly resource: Resource;
  readonly name: string | null;
  /** CIDRs, zone, address. */
  readonly detail: string;
  readonly log: FlowLog | null;
  /** The first line of the resource. */
  readonly isFirst: boolean;
  /** No flow log of its own, but its traffic is recorded by one of what it is in. */
  readonly recordedBy: string | null;
  readonly lacks: readonly Lack[];
}

export interface InventoryGroup {
  /** NULL: flow logs of what is no VPC, or was not read. */
  readonly vpcId: string | null;
  readonly isDefault: boolean;
  /** The VPC's own, then those of subnets and interfaces that have flow logs of their own. */
  readonly lines: readonly InventoryLine[];
  readonly subnets: readonly InventoryLine[];
  readonly interfaces: readonly InventoryLine[];
}

interface Named {
  readonly id: string;
  readonly name: string | null;
}

export function inventoryGroups(inventory: Inventory): readonly InventoryGroup[] {
  const logsOf = Map.groupBy(inventory.flowLogs, (log) => log.resourceId);
  const own = (id: string) => logsOf.get(id) ?? [];
  const linesOf = (type: Resource['type'], { id, name }: Named, detail: string, above: readonly FlowLog[]): readonly InventoryLine[] => {
    const logs = own(id);
    const base = { resource: { type, id }, name, detail };
    if (logs.length > 0) {
      return logs.map((log, at) => ({
        ...base,
        key: `${id} ${log.id}`,
        log,
        isFirst: at === 0,
        recordedBy: null,
        lacks: [...recordedTwice(log, logs), ...flowLogLacks(log)],
      }));
    }
    const recordedBy = bestFlowLog(above)?.resourceId ?? null;
    return [{ ...base, key: id, log: null, isFirst: true, recordedBy, lacks: resourceLacks(above) }];
  };

  const seen = new Set<string>();
  const groups = inventory.vpcs.map((vpc): InventoryGroup => {
    const ofVpc = own(vpc.id);
    const subnets = inventory.subnets.filter(({ vpcId }) => vpcId === vpc.id);
    const interfaces = inventory.interfaces.filter(({ vpcId }) => vpcId === vpc.id);
    for (const { id } of [vpc, ...subnets, ...interfaces]) seen.add(id);
    const subnetLines = subnets.map((subnet) => linesOf('Subnet', subnet, `${subnet.cidr} · ${subnet.zone}`, ofVpc));
    const interfaceLines = interfaces.map((each) =>
      linesOf('NetworkInterface', each, [each.address, each.instanceId ?? each.type].filter(Boolean).join(' · '), [
        ...own(each.subnetId),
        ...ofVpc,
      ]),
    );
    const hasOwn = (lines: readonly InventoryLine[]) => lines[0]?.log !== null;
    return {
      vpcId: vpc.id,
      isDefault: vpc.isDefault,
      lines: [
        ...linesOf('VPC', vpc, vpc.cidrs.join(', '), []),
        ...subnetLines.filter(hasOwn).flat(),
        ...interfaceLines.filter(hasOwn).flat(),
      ],
      subnets: subnetLines.filter((lines) => !hasOwn(lines)).flat(),
      interfaces: interfaceLines.filter((lines) => !hasOwn(lines)).flat(),
    };
  });
  const others = inventory.flowLogs.filter(({ resourceId }) => !seen.has(resourceId));
  if (others.length === 0) return groups;
  const lines = others.flatMap(({ resourceId }, at) =>
    others.findIndex((log) => log.resourceId === resourceId) === at
      ? linesOf(resourceTypeOf(resourceId) ?? 'VPC', { id: resourceId, name: null }, '', [])
      : [],
  );
  return [...groups, { vpcId: null, isDefault: false, lines, subnets: [], interfaces: [] }];
}

/** Only what matches; a VPC that matches stays whole. */
export function searched(groups: readonly InventoryGroup[], search: string): readonly InventoryGroup[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  const matches = ({ resource, name, detail, log }: InventoryLine) => {
    const hay = [resource.id, name, detail, log?.id, log?.name, log?.destination].join('\n').toLowerCase();
    return words.every((word) => hay.includes(word));
  };
  return groups.flatMap((group) => {
    const lines = group.lines.filter(matches);
    if (lines.some(({ resource }) => resource.type === 'VPC')) return [group];
    const subnets = group.subnets.filter(matches);
    const interfaces = group.interfaces.filter(matches);
    if (lines.length + subnets.length + interfaces.length === 0) return [];
    const vpc = group.lines.filter(({ resource }) => resource.type === 'VPC');
    return [{ ...group, lines: [...vpc, ...lines], subnets, interfaces }];
  });
}
