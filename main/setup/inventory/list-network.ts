/** VPCs, their subnets and interfaces, as EC2 lists them. */
import type { NetworkInterface, Subnet, Tag, Vpc } from '@aws-sdk/client-ec2';
import type { Inventory } from '../../../preload/contract/setup.ts';
import type { Ec2Api } from '../../aws/ec2-api.ts';
import { allPages } from '../all-pages.ts';

/** EC2 takes 5 to 1,000. */
const PAGE = { MaxResults: 1000 };

/** @throws AppError of AWS's codes, from here and from every function */
export async function listVpcs(ec2: Pick<Ec2Api, 'describeVpcs'>): Promise<Inventory['vpcs']> {
  const vpcs = await allPages<Vpc>(async (NextToken) => {
    const page = await ec2.describeVpcs({ ...PAGE, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.Vpcs, next: page.NextToken };
  });
  return vpcs
    .map((vpc) => ({
      id: vpc.VpcId ?? '',
      name: nameOf(vpc.Tags),
      cidrs: [
        ...new Set([
          ...(vpc.CidrBlock === undefined ? [] : [vpc.CidrBlock]),
          ...(vpc.CidrBlockAssociationSet ?? []).flatMap((each) => each.CidrBlock ?? []),
          ...(vpc.Ipv6CidrBlockAssociationSet ?? []).flatMap((each) => each.Ipv6CidrBlock ?? []),
        ]),
      ],
      isDefault: vpc.IsDefault ?? false,
    }))
    .toSorted((a, b) => Number(a.isDefault) - Number(b.isDefault) || (a.name ?? a.id).localeCompare(b.name ?? b.id));
}

export async function listSubnets(ec2: Pick<Ec2Api, 'describeSubnets'>): Promise<Inventory['subnets']> {
  const subnets = await allPages<Subnet>(async (NextToken) => {
    const page = await ec2.describeSubnets({ ...PAGE, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.Subnets, next: page.NextToken };
  });
  return subnets
    .map((subnet) => ({
      id: subnet.SubnetId ?? '',
      name: nameOf(subnet.Tags),
      vpcId: subnet.VpcId ?? '',
      zone: subnet.AvailabilityZone ?? '',
      cidr: subnet.CidrBlock ?? subnet.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? '',
    }))
    .toSorted((a, b) => a.zone.localeCompare(b.zone) || (a.name ?? a.id).localeCompare(b.name ?? b.id));
}

export async function listInterfaces(ec2: Pick<Ec2Api, 'describeNetworkInterfaces'>): Promise<Inventory['interfaces']> {
  const interfaces = await allPages<NetworkInterface>(async (NextToken) => {
    const page = await ec2.describeNetworkInterfaces({ ...PAGE, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.NetworkInterfaces, next: page.NextToken };
  });
  return interfaces
    .map((each) => ({
      id: each.NetworkInterfaceId ?? '',
      name: nameOf(each.TagSet) ?? (each.Description || null),
      vpcId: each.VpcId ?? '',
      subnetId: each.SubnetId ?? '',
      address: each.PrivateIpAddress ?? each.Ipv6Addresses?.[0]?.Ipv6Address ?? null,
      instanceId: each.Attachment?.InstanceId ?? null,
      type: each.InterfaceType ?? 'interface',
    }))
    .toSorted((a, b) => a.id.localeCompare(b.id));
}

export const nameOf = (tags: readonly Tag[] | undefined): string | null => tags?.find((tag) => tag.Key === 'Name')?.Value || null;
