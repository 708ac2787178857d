# The build, and a project for each thing that happens once per deployment.

locals {
  build = {
    project        = var.manifest.build.project
    buildspec      = "buildspec.yml"
    privileged     = var.manifest.build.privileged
    network        = try(var.manifest.build.network, false)
    timeoutMinutes = var.manifest.build.timeoutMinutes
    rights         = try(var.manifest.build.rights, [])
  }

  projects = merge(
    { Build = local.build },
    { for name, job in local.jobs : name => merge({ privileged = false }, job) }
  )
}

resource "aws_cloudwatch_log_group" "project" {
  for_each = local.projects

  name              = "/aws/codebuild/${each.value.project}"
  retention_in_days = 90
}

resource "aws_codebuild_project" "this" {
  for_each = local.projects

  name           = each.value.project
  description    = "${each.key} of ${local.name}"
  service_role   = aws_iam_role.project[each.key].arn
  build_timeout  = each.value.timeoutMinutes
  encryption_key = var.key_arn

  artifacts {
    type = "CODEPIPELINE"
  }

  source {
    type      = "CODEPIPELINE"
    buildspec = each.value.buildspec
  }

  environment {
    type            = "LINUX_CONTAINER"
    image           = var.manifest.build.image
    compute_type    = var.manifest.build.compute
    privileged_mode = each.value.privileged
  }

  # Layers of images are kept on the build machine, downloads in S3, where every machine finds them. A
  # project has one sort of cache; jobs download too little to keep.
  cache {
    type     = each.key != "Build" ? "NO_CACHE" : each.value.privileged ? "LOCAL" : "S3"
    modes    = each.key == "Build" && each.value.privileged ? ["LOCAL_CUSTOM_CACHE", "LOCAL_DOCKER_LAYER_CACHE"] : null
    location = each.key == "Build" && !each.value.privileged ? "${var.bucket}/cache/${each.value.project}" : null
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.project[each.key].name
    }
  }

  dynamic "vpc_config" {
    for_each = each.value.network && var.network != null ? [var.network] : []

    content {
      vpc_id             = vpc_config.value.vpc_id
      subnets            = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }

  # CodeBuild checks at once that the role may work inside the network.
  depends_on = [aws_iam_role_policy.project]
}
