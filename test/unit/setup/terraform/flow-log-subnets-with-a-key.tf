resource "aws_s3_bucket" "flow_logs" {
  bucket = "vpc-flow-logs-123456789012-ap-northeast-1"

  tags = {
    created-by = "nagare"
  }
}

resource "aws_s3_bucket_public_access_block" "flow_logs" {
  bucket                  = aws_s3_bucket.flow_logs.id
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "flow_logs" {
  bucket = aws_s3_bucket.flow_logs.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "flow_logs" {
  bucket = aws_s3_bucket.flow_logs.id

  rule {
    id     = "nagare-flow-logs"
    status = "Enabled"

    filter {
      prefix = "AWSLogs/"
    }

    expiration {
      days = 90
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_flow_log" "subnet_0a1b2c3d4e5f60001" {
  subnet_id                = "subnet-0a1b2c3d4e5f60001"
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = aws_s3_bucket.flow_logs.arn
  log_format               = "$${version} $${interface-id} $${srcaddr} $${dstaddr} $${start} $${end} $${action} $${log-status} $${region}"
  max_aggregation_interval = 60

  tags = {
    created-by = "nagare"
  }

  destination_options {
    file_format                = "parquet"
    hive_compatible_partitions = false
    per_hour_partition         = true
  }
}

resource "aws_flow_log" "subnet_0a1b2c3d4e5f60002" {
  subnet_id                = "subnet-0a1b2c3d4e5f60002"
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = aws_s3_bucket.flow_logs.arn
  log_format               = "$${version} $${interface-id} $${srcaddr} $${dstaddr} $${start} $${end} $${action} $${log-status} $${region}"
  max_aggregation_interval = 60

  tags = {
    created-by = "nagare"
  }

  destination_options {
    file_format                = "parquet"
    hive_compatible_partitions = false
    per_hour_partition         = true
  }
}
