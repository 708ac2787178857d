output "role_arn" {
  description = "ARN of the role of the hosts."
  value       = aws_iam_role.this.arn
}

output "instance_profile" {
  description = "Name of the instance profile."
  value       = aws_iam_instance_profile.this.name
}
