output "bucket" {
  description = "Name of the artifact bucket."
  value       = aws_s3_bucket.artifacts.bucket
}

output "bucket_arn" {
  description = "ARN of the artifact bucket."
  value       = aws_s3_bucket.artifacts.arn
}

output "key_arn" {
  description = "ARN of the key."
  value       = aws_kms_key.this.arn
}

output "connection_arn" {
  description = "ARN of the connection to the Git provider."
  value       = aws_codeconnections_connection.this.arn
}

output "connection_status" {
  description = "PENDING until somebody accepts the connection."
  value       = aws_codeconnections_connection.this.connection_status
}

output "topic_arn" {
  description = "ARN of the topic; known when its policy stands."
  value       = aws_sns_topic.this.arn
  depends_on  = [aws_sns_topic_policy.this]
}

output "slack_arn" {
  description = "ARN of the Slack configuration; null without one."
  value       = one(aws_chatbot_slack_channel_configuration.this[*].chat_configuration_arn)
}
