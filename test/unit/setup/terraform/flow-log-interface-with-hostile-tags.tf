resource "aws_flow_log" "eni_0a1b2c3d4e5f60001" {
  eni_id                   = "eni-0a1b2c3d4e5f60001"
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = "arn:aws:s3:::vpc-flow-logs-123456789012-ap-northeast-1"
  log_format               = "$${version} $${interface-id} $${srcaddr} $${dstaddr} $${start} $${end} $${action} $${log-status} $${region}"
  max_aggregation_interval = 60

  tags = {
    "a b"      = "$${file(\"/etc/passwd\")}"
    c          = "%%{ if true }\"x\"\n\\$${y}%%{ endif }"
    created-by = "nagare"
  }

  destination_options {
    file_format                = "parquet"
    hive_compatible_partitions = true
    per_hour_partition         = true
  }
}
