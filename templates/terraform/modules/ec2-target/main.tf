# What the hosts of one application need: a role to fetch revisions and read their parameters, and
# the CodeDeploy agent. Attach the instance profile to the instances or to their launch template.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  name      = "${var.manifest.name}-host"
  role_name = length(local.name) <= 64 ? local.name : "${substr(local.name, 0, 55)}-${substr(sha256(local.name), 0, 8)}"

  # One folder of parameters per environment.
  folders = distinct([for path in flatten([for parameter in var.manifest.parameters : parameter.paths]) : dirname(path)])

  repositories = [
    for image in try(var.manifest.images, []) :
    "arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${image.repository}"
  ]

  groups = {
    for group in flatten([for environment in var.manifest.environments : environment.deploymentGroups]) :
    group.name => group
  }
}

resource "aws_iam_role" "this" {
  name               = local.role_name
  description        = "Hosts of ${var.manifest.name}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_instance_profile" "this" {
  name = local.role_name
  role = aws_iam_role.this.name
}

resource "aws_iam_role_policy" "this" {
  name   = "revisions"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.this.json
}

data "aws_iam_policy_document" "this" {
  statement {
    sid     = "Revisions"
    actions = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = [
      "${var.bucket_arn}/*",
      "arn:${local.partition}:s3:::aws-codedeploy-${local.region}/*",
    ]
  }

  statement {
    sid       = "Buckets"
    actions   = ["s3:ListBucket"]
    resources = [var.bucket_arn, "arn:${local.partition}:s3:::aws-codedeploy-${local.region}"]
  }

  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt"]
    resources = [var.key_arn]
  }

  dynamic "statement" {
    for_each = length(local.folders) == 0 ? [] : [1]

    content {
      sid     = "Parameters"
      actions = ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"]
      resources = flatten([
        for folder in local.folders : [
          "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter${folder}",
          "arn:${local.partition}:ssm:${local.region}:${local.account}:parameter${folder}/*",
        ]
      ])
    }
  }

  # Logging in to the registry knows no narrower resource.
  dynamic "statement" {
    for_each = length(local.repositories) == 0 ? [] : [1]

    content {
      sid       = "RegistryLogin"
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = length(local.repositories) == 0 ? [] : [1]

    content {
      sid       = "Images"
      actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = local.repositories
    }
  }

  # What the commands of the script ask of AWS, as the manifest has it.
  dynamic "statement" {
    for_each = try(var.manifest.hostRights, [])

    content {
      actions = statement.value.actions
      resources = [
        for resource in statement.value.resources :
        replace(replace(replace(resource, "{partition}", local.partition), "{region}", local.region), "{account}", local.account)
      ]
    }
  }
}

# Sessions and commands without ssh, and the installation of the agent.
resource "aws_iam_role_policy_attachment" "ssm" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_ssm_association" "agent" {
  for_each = var.install_agent ? local.groups : {}

  name                = "AWS-ConfigureAWSPackage"
  association_name    = "${each.key}-codedeploy-agent"
  schedule_expression = "rate(14 days)"

  parameters = {
    action = "Install"
    name   = "AWSCodeDeployAgent"
  }

  dynamic "targets" {
    for_each = each.value.autoScalingGroup == null ? each.value.tags : { "aws:autoscaling:groupName" = each.value.autoScalingGroup }

    content {
      key    = "tag:${targets.key}"
      values = [targets.value]
    }
  }
}
