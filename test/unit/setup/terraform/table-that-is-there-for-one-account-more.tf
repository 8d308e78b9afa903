# nagare.flow_logs_0123456789abcdef0 is there already: put this in the place of its resource, and leave the other resources as they are.
import {
  to = aws_glue_catalog_table.flow_logs
  id = "123456789012:nagare:flow_logs_0123456789abcdef0"
}

resource "aws_glue_catalog_table" "flow_logs" {
  name          = "flow_logs_0123456789abcdef0"
  database_name = "nagare"
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                           = "TRUE"
    classification                     = "parquet"
    "projection.enabled"               = "true"
    "projection.aws_account_id.type"   = "enum"
    "projection.aws_account_id.values" = "123456789012,210987654321"
    "projection.aws_region.type"       = "enum"
    "projection.aws_region.values"     = "ap-northeast-1"
    "projection.year.type"             = "date"
    "projection.year.format"           = "yyyy"
    "projection.year.range"            = "2026,NOW"
    "projection.year.interval"         = "1"
    "projection.year.interval.unit"    = "YEARS"
    "projection.month.type"            = "integer"
    "projection.month.range"           = "1,12"
    "projection.month.digits"          = "2"
    "projection.day.type"              = "integer"
    "projection.day.range"             = "1,31"
    "projection.day.digits"            = "2"
    "projection.hour.type"             = "integer"
    "projection.hour.range"            = "0,23"
    "projection.hour.digits"           = "2"
    "storage.location.template"        = "s3://vpc-flow-logs/net/AWSLogs/aws-account-id=$${aws_account_id}/aws-service=vpcflowlogs/aws-region=$${aws_region}/year=$${year}/month=$${month}/day=$${day}/hour=$${hour}/"
    "nagare.created"                   = "fl-0123456789abcdef0"
    "nagare.workgroup"                 = "nagare"
  }

  partition_keys {
    name = "aws_account_id"
    type = "string"
  }

  partition_keys {
    name = "aws_region"
    type = "string"
  }

  partition_keys {
    name = "year"
    type = "string"
  }

  partition_keys {
    name = "month"
    type = "string"
  }

  partition_keys {
    name = "day"
    type = "string"
  }

  partition_keys {
    name = "hour"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://vpc-flow-logs/net/AWSLogs/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"

      parameters = {
        "serialization.format" = "1"
      }
    }

    columns {
      name = "version"
      type = "int"
    }

    columns {
      name = "interface_id"
      type = "string"
    }

    columns {
      name = "srcaddr"
      type = "string"
    }

    columns {
      name = "dstaddr"
      type = "string"
    }

    columns {
      name = "start"
      type = "bigint"
    }

    columns {
      name = "end"
      type = "bigint"
    }

    columns {
      name = "action"
      type = "string"
    }

    columns {
      name = "log_status"
      type = "string"
    }

    columns {
      name = "region"
      type = "string"
    }
  }
}
