/** DescribeVpcs, DescribeSubnets, DescribeNetworkInterfaces, DescribeRegions. */
import type { QueryOperation } from '../query-service.ts';
import { ACCOUNT } from '../sts-service.ts';
import { AwsFault, HOME_REGION } from '../wire.ts';
import { chosen, listAnswer, named, tagSet } from './filters.ts';
import type { Network, NetworkInterface, Subnet } from './network.ts';

const regions = ['ap-northeast-1', 'ap-northeast-3', 'eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'];

const notFound = (code: string, what: string) => (id: string) => new AwsFault(code, `The ${what} ID '${id}' does not exist`);

export function networkOperations(network: Network): Readonly<Record<string, QueryOperation>> {
  const regionOfVpc = (id: string) => network.vpcs.find((vpc) => vpc.id === id)?.region ?? HOME_REGION;
  const vpcOf = ({ subnet }: NetworkInterface) => network.subnets.find(({ id }) => id === subnet)?.vpc ?? '';
  const zoneOf = ({ subnet }: NetworkInterface) => network.subnets.find(({ id }) => id === subnet)?.zone ?? '';
  return {
    DescribeRegions: () => ({
      regionInfo: regions.map((name) => ({
        regionName: name,
        regionEndpoint: `ec2.${name}.amazonaws.com`,
        optInStatus: 'opt-in-not-required',
      })),
    }),
    DescribeVpcs(input) {
      const found = chosen(input, {
        all: network.vpcs.filter(({ region = HOME_REGION }) => region === input.region),
        id: (vpc) => vpc.id,
        ids: 'VpcId',
        missing: notFound('InvalidVpcID.NotFound', 'vpc'),
        values: {
          'vpc-id': (vpc) => vpc.id,
          cidr: (vpc) => vpc.cidr,
          'is-default': (vpc) => String(vpc.isDefault ?? false),
          state: () => 'available',
          'owner-id': () => ACCOUNT,
        },
        tags: (vpc) => named(vpc.name),
      });
      return listAnswer(input, 'vpcSet', found, ({ id, cidr, name, isDefault = false }) => ({
        vpcId: id,
        ownerId: ACCOUNT,
        state: 'available',
        cidrBlock: cidr,
        instanceTenancy: 'default',
        isDefault,
        tagSet: tagSet(named(name)),
      }));
    },
    DescribeSubnets(input) {
      const found = chosen(input, {
        all: network.subnets.filter(({ vpc }) => regionOfVpc(vpc) === input.region),
        id: (subnet) => subnet.id,
        ids: 'SubnetId',
        missing: notFound('InvalidSubnetID.NotFound', 'subnet'),
        values: {
          'subnet-id': (subnet) => subnet.id,
          'vpc-id': (subnet) => subnet.vpc,
          'availability-zone': (subnet) => subnet.zone,
          'availability-zone-id': (subnet) => subnet.zoneId,
          'cidr-block': (subnet) => subnet.cidr,
          state: () => 'available',
        },
        tags: (subnet: Subnet) => named(subnet.name),
      });
      return listAnswer(input, 'subnetSet', found, ({ id, vpc, name, cidr, zone, zoneId }) => ({
        subnetId: id,
        subnetArn: `arn:aws:ec2:${input.region}:${ACCOUNT}:subnet/${id}`,
        state: 'available',
        ownerId: ACCOUNT,
        vpcId: vpc,
        cidrBlock: cidr,
        availableIpAddressCount: 4000,
        availabilityZone: zone,
        availabilityZoneId: zoneId,
        defaultForAz: network.vpcs.find((each) => each.id === vpc)?.isDefault ?? false,
        tagSet: tagSet(named(name)),
      }));
    },
    DescribeNetworkInterfaces(input) {
      const found = chosen(input, {
        all: network.interfaces.filter((each) => regionOfVpc(vpcOf(each)) === input.region),
        id: (each) => each.id,
        ids: 'NetworkInterfaceId',
        missing: (id) => new AwsFault('InvalidNetworkInterfaceID.NotFound', `The networkInterface ID '${id}' does not exist`),
        values: {
          'network-interface-id': (each) => each.id,
          'vpc-id': vpcOf,
          'subnet-id': (each) => each.subnet,
          'private-ip-address': (each) => each.address,
          'addresses.private-ip-address': (each) => each.address,
          'attachment.instance-id': (each) => each.instance,
          'availability-zone': zoneOf,
          'interface-type': (each) => each.type ?? 'interface',
          description: (each) => each.description,
          status: () => 'in-use',
        },
        tags: (each: NetworkInterface) => named(each.name),
      });
      return listAnswer(input, 'networkInterfaceSet', found, (each) => ({
        networkInterfaceId: each.id,
        subnetId: each.subnet,
        vpcId: vpcOf(each),
        availabilityZone: zoneOf(each),
        description: each.description,
        ownerId: ACCOUNT,
        requesterManaged: each.instance === undefined,
        status: 'in-use',
        interfaceType: each.type ?? 'interface',
        privateIpAddress: each.address,
        privateIpAddressesSet: [{ privateIpAddress: each.address, primary: true }],
        attachment: {
          attachmentId: each.id.replace('eni-', 'eni-attach-'),
          ...(each.instance === undefined ? {} : { instanceId: each.instance }),
          instanceOwnerId: each.instance === undefined ? 'amazon-aws' : ACCOUNT,
          status: 'attached',
          deviceIndex: 0,
        },
        tagSet: tagSet(named(each.name)),
      }));
    },
  };
}
