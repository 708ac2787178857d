# A role each for the pipeline, every CodeBuild project and CodeDeploy, with what they need and no more.

locals {
  # A role's name has at most 64 characters.
  role_names = {
    for name in concat(["${local.name}-pipeline", "${local.name}-codedeploy"], [for project in local.projects : project.project]) :
    name => length(name) <= 64 ? name : "${substr(name, 0, 55)}-${substr(sha256(name), 0, 8)}"
  }

  types       = toset([for action in local.actions : action.type])
  deploys_ecs = contains(local.types, "ecs")
  parameters  = flatten([for parameter in var.manifest.parameters : parameter.paths])
}

data "aws_iam_policy_document" "trust" {
  for_each = toset(["codepipeline", "codebuild", "codedeploy"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${each.value}.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

# --- Pipeline ------------------------------------------------------------------------------------

resource "aws_iam_role" "pipeline" {
  name               = local.role_names["${local.name}-pipeline"]
  description        = "Pipeline of ${local.name}"
  assume_role_policy = data.aws_iam_policy_document.trust["codepipeline"].json
}

resource "aws_iam_role_policy" "pipeline" {
  name   = "pipeline"
  role   = aws_iam_role.pipeline.id
  policy = data.aws_iam_policy_document.pipeline.json
}

data "aws_iam_policy_document" "pipeline" {
  statement {
    sid       = "ArtifactBucket"
    actions   = ["s3:GetBucketVersioning", "s3:GetBucketAcl", "s3:GetBucketLocation"]
    resources = [var.bucket_arn]
  }

  statement {
    sid       = "Artifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:PutObjectTagging"]
    resources = ["${var.bucket_arn}/*"]
  }

  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]
    resources = [var.key_arn]
  }

  statement {
    sid       = "Source"
    actions   = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
    resources = [var.connection_arn]
  }

  statement {
    sid       = "Builds"
    actions   = ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]
    resources = [for project in local.projects : "arn:${local.partition}:codebuild:${local.region}:${local.account}:project/${project.project}"]
  }

  dynamic "statement" {
    for_each = contains(local.types, "codedeploy") ? [1] : []

    content {
      sid = "Deployments"
      actions = [
        "codedeploy:CreateDeployment",
        "codedeploy:GetApplication",
        "codedeploy:GetApplicationRevision",
        "codedeploy:GetDeployment",
        "codedeploy:RegisterApplicationRevision",
      ]
      resources = [
        "arn:${local.partition}:codedeploy:${local.region}:${local.account}:application:${local.name}",
        "arn:${local.partition}:codedeploy:${local.region}:${local.account}:deploymentgroup:${local.name}/*",
      ]
    }
  }

  dynamic "statement" {
    for_each = contains(local.types, "codedeploy") ? [1] : []

    content {
      sid       = "DeploymentConfigs"
      actions   = ["codedeploy:GetDeploymentConfig"]
      resources = ["arn:${local.partition}:codedeploy:${local.region}:${local.account}:deploymentconfig:*"]
    }
  }

  # Registering and describing task definitions knows no narrower resource.
  dynamic "statement" {
    for_each = local.deploys_ecs ? [1] : []

    content {
      sid = "TaskDefinitions"
      actions = [
        "ecs:DescribeTaskDefinition",
        "ecs:DescribeTasks",
        "ecs:ListTasks",
        "ecs:RegisterTaskDefinition",
        "ecs:TagResource",
      ]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = local.deploys_ecs ? [1] : []

    content {
      sid     = "Services"
      actions = ["ecs:DescribeServices", "ecs:UpdateService"]
      resources = distinct([
        for action in local.actions :
        "arn:${local.partition}:ecs:${local.region}:${local.account}:service/${action.cluster}/${action.service}"
        if action.type == "ecs"
      ])
    }
  }

  dynamic "statement" {
    for_each = local.deploys_ecs ? [1] : []

    content {
      sid       = "TaskRoles"
      actions   = ["iam:PassRole"]
      resources = ["arn:${local.partition}:iam::${local.account}:role/*"]

      condition {
        test     = "StringEquals"
        variable = "iam:PassedToService"
        values   = ["ecs-tasks.amazonaws.com"]
      }
    }
  }

  dynamic "statement" {
    for_each = contains(local.types, "s3") ? [1] : []

    content {
      sid     = "Site"
      actions = ["s3:PutObject", "s3:PutObjectAcl"]
      resources = distinct([
        for action in local.actions : "arn:${local.partition}:s3:::${action.bucket}/*" if action.type == "s3"
      ])
    }
  }

  dynamic "statement" {
    for_each = contains(local.types, "lambda") ? [1] : []

    content {
      sid = "Functions"
      actions = [
        "lambda:GetAlias",
        "lambda:GetFunctionConfiguration",
        "lambda:GetProvisionedConcurrencyConfig",
        "lambda:PublishVersion",
        "lambda:UpdateAlias",
        "lambda:UpdateFunctionCode",
      ]
      resources = distinct(flatten([
        for action in local.actions : [
          "arn:${local.partition}:lambda:${local.region}:${local.account}:function:${action.function}",
          "arn:${local.partition}:lambda:${local.region}:${local.account}:function:${action.function}:*",
        ] if action.type == "lambda"
      ]))
    }
  }

  dynamic "statement" {
    for_each = contains(local.types, "eks") ? [1] : []

    content {
      sid     = "Clusters"
      actions = ["eks:DescribeCluster"]
      resources = distinct([
        for action in local.actions :
        "arn:${local.partition}:eks:${local.region}:${local.account}:cluster/${action.cluster}" if action.type == "eks"
      ])
    }
  }
}

# --- CodeBuild -----------------------------------------------------------------------------------

resource "aws_iam_role" "project" {
  for_each = local.projects

  name               = local.role_names[each.value.project]
  description        = "${each.key} of ${local.name}"
  assume_role_policy = data.aws_iam_policy_document.trust["codebuild"].json
}

resource "aws_iam_role_policy" "project" {
  for_each = local.projects

  name   = "project"
  role   = aws_iam_role.project[each.key].id
  policy = data.aws_iam_policy_document.project[each.key].json
}

data "aws_iam_policy_document" "project" {
  for_each = local.projects

  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.project[each.key].arn}:*"]
  }

  statement {
    sid       = "Artifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${var.bucket_arn}/*"]
  }

  # An older cache is found by the beginning of its key.
  statement {
    sid       = "ArtifactBucket"
    actions   = ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:ListBucket"]
    resources = [var.bucket_arn]
  }

  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]
    resources = [var.key_arn]
  }

  statement {
    sid = "Reports"
    actions = [
      "codebuild:BatchPutCodeCoverages",
      "codebuild:BatchPutTestCases",
      "codebuild:CreateReport",
      "codebuild:CreateReportGroup",
      "codebuild:UpdateReport",
    ]
    resources = ["arn:${local.partition}:codebuild:${local.region}:${local.account}:report-group/${each.value.project}-*"]
  }

  dynamic "statement" {
    for_each = length(local.parameters) == 0 ? [] : [1]

    content {
      sid       = "Parameters"
      actions   = ["ssm:GetParameter", "ssm:GetParameters"]
      resources = [for path in local.parameters : "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter${path}"]
    }
  }

  # A full clone is fetched by CodeBuild itself.
  dynamic "statement" {
    for_each = var.manifest.source.format == "CODEBUILD_CLONE_REF" ? [1] : []

    content {
      sid       = "Source"
      actions   = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
      resources = [var.connection_arn]
    }
  }

  # Images: logging in to the registry knows no narrower resource.
  dynamic "statement" {
    for_each = each.value.privileged ? [1] : []

    content {
      sid       = "RegistryLogin"
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = each.value.privileged ? [1] : []

    content {
      sid = "Registry"
      actions = [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ]
      resources = concat(
        [
          "arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${lower(local.name)}",
          "arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${lower(local.name)}/*",
        ],
        [for repository in aws_ecr_repository.this : repository.arn],
      )
    }
  }

  # What the commands of the script ask of AWS, as the manifest has it.
  dynamic "statement" {
    for_each = try(each.value.rights, [])

    content {
      actions = statement.value.actions
      resources = [
        for resource in statement.value.resources :
        replace(replace(replace(resource, "{partition}", local.partition), "{region}", local.region), "{account}", local.account)
      ]
    }
  }

  # Source: https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html
  dynamic "statement" {
    for_each = each.value.network && var.network != null ? [1] : []

    content {
      sid = "NetworkInterfaces"
      actions = [
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = each.value.network && var.network != null ? [1] : []

    content {
      sid       = "NetworkPermission"
      actions   = ["ec2:CreateNetworkInterfacePermission"]
      resources = ["arn:${local.partition}:ec2:${local.region}:${local.account}:network-interface/*"]

      condition {
        test     = "StringEquals"
        variable = "ec2:AuthorizedService"
        values   = ["codebuild.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "ec2:Subnet"
        values   = [for subnet in var.network.subnet_ids : "arn:${local.partition}:ec2:${local.region}:${local.account}:subnet/${subnet}"]
      }
    }
  }
}

# --- CodeDeploy ----------------------------------------------------------------------------------

resource "aws_iam_role" "codedeploy" {
  count = length(local.groups) == 0 ? 0 : 1

  name               = local.role_names["${local.name}-codedeploy"]
  description        = "CodeDeploy for ${local.name}"
  assume_role_policy = data.aws_iam_policy_document.trust["codedeploy"].json
}

resource "aws_iam_role_policy_attachment" "codedeploy" {
  count = length(local.groups) == 0 ? 0 : 1

  role       = aws_iam_role.codedeploy[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AWSCodeDeployRole"
}

# Copying an Auto Scaling group that uses a launch template needs more than the managed policy has.
# Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/getting-started-create-service-role.html
resource "aws_iam_role_policy" "codedeploy" {
  count = length(local.blue_green) == 0 ? 0 : 1

  name   = "launch-templates"
  role   = aws_iam_role.codedeploy[0].id
  policy = data.aws_iam_policy_document.codedeploy.json
}

data "aws_iam_policy_document" "codedeploy" {
  statement {
    sid       = "Instances"
    actions   = ["ec2:RunInstances", "ec2:CreateTags"]
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = var.host_role_arn == null ? [] : [var.host_role_arn]

    content {
      sid       = "HostRole"
      actions   = ["iam:PassRole"]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "iam:PassedToService"
        values   = ["ec2.amazonaws.com"]
      }
    }
  }
}
