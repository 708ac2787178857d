# The image repository of one application. Cluster, service and task definition exist or are made
# elsewhere; a service that a pipeline deploys keeps `ignore_changes = [task_definition]`.

resource "aws_ecr_repository" "this" {
  name                 = lower(var.manifest.name)
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  repository = aws_ecr_repository.this.name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Keep the newest 50 images: going back needs them"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 50 }
      action       = { type = "expire" }
    }]
  })
}
