# Images that go from the build to hosts.

resource "aws_ecr_repository" "this" {
  for_each = toset([for image in try(var.manifest.images, []) : image.repository])

  name = each.value
  # A commit that is built again gets the same tag.
  image_tag_mutability = "MUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

# A rollback needs the images of the last releases, and nobody those of all.
resource "aws_ecr_lifecycle_policy" "this" {
  for_each = aws_ecr_repository.this

  repository = each.value.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "the last 30 images"
        selection = {
          tagStatus   = "any"
          countType   = "imageCountMoreThan"
          countNumber = 30
        }
        action = { type = "expire" }
      },
    ]
  })
}
