output "pipeline_arn" {
  description = "ARN of the pipeline."
  value       = aws_codepipeline.this.arn
}

output "projects" {
  description = "Names of the CodeBuild projects, by what they do."
  value       = { for name, project in aws_codebuild_project.this : name => project.name }
}

output "deployment_groups" {
  description = "Names of the deployment groups."
  value       = keys(local.groups)
}
