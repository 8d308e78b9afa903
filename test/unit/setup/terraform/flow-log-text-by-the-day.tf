resource "aws_flow_log" "vpc_0a1b2c3d4e5f60001" {
  vpc_id                   = "vpc-0a1b2c3d4e5f60001"
  traffic_type             = "REJECT"
  log_destination_type     = "s3"
  log_destination          = "arn:aws:s3:::logs-of-the-network/net/vpc/"
  log_format               = "$${version} $${interface-id} $${srcaddr} $${dstaddr} $${start} $${end} $${action} $${log-status} $${region}"
  max_aggregation_interval = 600

  tags = {
    Name       = "rejected"
    created-by = "nagare"
  }

  destination_options {
    file_format                = "plain-text"
    hive_compatible_partitions = false
    per_hour_partition         = false
  }
}
