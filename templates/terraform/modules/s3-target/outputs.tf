output "buckets" {
  description = "Names of the buckets."
  value       = keys(aws_s3_bucket.this)
}
