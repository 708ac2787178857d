output "repository_url" {
  description = "Where the build pushes the image."
  value       = aws_ecr_repository.this.repository_url
}
