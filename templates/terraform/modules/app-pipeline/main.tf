# The pipeline of one application, as its manifest describes it.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  name      = var.manifest.name
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region

  actions = flatten([
    for stage in var.manifest.stages : [
      for action in stage.actions : merge(action, { key = "${stage.name}/${action.name}" })
    ]
  ])

  jobs = { for job in var.manifest.jobs : job.name => job }

  groups = {
    for group in flatten([for environment in var.manifest.environments : environment.deploymentGroups]) :
    group.name => group
  }

  # What the manifest calls an action, and what CodePipeline calls it.
  action_types = {
    source     = { category = "Source", provider = "CodeStarSourceConnection" }
    build      = { category = "Build", provider = "CodeBuild" }
    job        = { category = "Build", provider = "CodeBuild" }
    approval   = { category = "Approval", provider = "Manual" }
    codedeploy = { category = "Deploy", provider = "CodeDeploy" }
    ecs        = { category = "Deploy", provider = "ECS" }
    s3         = { category = "Deploy", provider = "S3" }
    lambda     = { category = "Deploy", provider = "Lambda" }
    eks        = { category = "Deploy", provider = "EKS" }
  }

  # What a person gives each release.
  variables = try(var.manifest.variables, [])

  # A push can't say a value, so that a pipeline which needs one is started by a person.
  by_hand = length([for variable in local.variables : variable if try(variable.default, null) == null]) > 0

  # Builds and jobs learn the environment, and what the release was given, from variables.
  environment_variables = {
    for action in local.actions : action.key => jsonencode(concat(
      [
        for value in compact([try(action.environment, null)]) :
        { name = "ENVIRONMENT", value = value, type = "PLAINTEXT" }
      ],
      [
        for name in try(action.variables, []) :
        { name = name, value = "#{variables.${name}}", type = "PLAINTEXT" }
      ],
    )) if try(action.environment, null) != null || length(try(action.variables, [])) > 0
  }

  configurations = {
    for action in local.actions : action.key => {
      source = {
        ConnectionArn        = var.connection_arn
        FullRepositoryId     = var.manifest.source.repository
        BranchName           = var.manifest.source.branch
        OutputArtifactFormat = var.manifest.source.format
        DetectChanges        = local.by_hand ? "false" : null
      }
      build = {
        ProjectName          = var.manifest.build.project
        EnvironmentVariables = lookup(local.environment_variables, action.key, null)
      }
      job = {
        ProjectName          = try(local.jobs[action.job].project, null)
        PrimarySource        = try(action.bundle, null) == null ? null : action.input
        EnvironmentVariables = lookup(local.environment_variables, action.key, null)
      }
      approval = {
        CustomData = try(action.message, null)
      }
      codedeploy = {
        ApplicationName     = local.name
        DeploymentGroupName = try(action.group, null)
      }
      ecs = {
        ClusterName = try(action.cluster, null)
        ServiceName = try(action.service, null)
        FileName    = "imagedefinitions.json"
      }
      s3 = {
        BucketName = try(action.bucket, null)
        Extract    = "true"
      }
      lambda = {
        FunctionName  = try(action.function, null)
        FunctionAlias = try(action.alias, null)
      }
      eks = {
        ClusterName   = try(action.cluster, null)
        ManifestFiles = try(action.manifests, null)
      }
    }[action.type]
  }
}

resource "aws_codepipeline" "this" {
  name           = local.name
  role_arn       = aws_iam_role.pipeline.arn
  pipeline_type  = "V2"
  execution_mode = var.manifest.execution

  artifact_store {
    type     = "S3"
    location = var.bucket

    encryption_key {
      type = "KMS"
      id   = var.key_arn
    }
  }

  dynamic "variable" {
    for_each = local.variables

    content {
      name          = variable.value.name
      default_value = try(variable.value.default, null)
      description   = variable.value.description
    }
  }

  # A trigger takes the place of the source action's own change detection.
  dynamic "trigger" {
    for_each = local.by_hand ? [] : ["push"]

    content {
      provider_type = "CodeStarSourceConnection"

      git_configuration {
        source_action_name = "Source"

        push {
          branches {
            includes = [var.manifest.source.branch]
          }
        }
      }
    }
  }

  dynamic "stage" {
    for_each = var.manifest.stages

    content {
      name = stage.value.name

      dynamic "on_failure" {
        for_each = try(stage.value.onFailure, null) == "rollback" ? ["ROLLBACK"] : []

        content {
          result = on_failure.value
        }
      }

      dynamic "action" {
        for_each = stage.value.actions

        content {
          name             = action.value.name
          category         = local.action_types[action.value.type].category
          owner            = "AWS"
          provider         = local.action_types[action.value.type].provider
          version          = "1"
          run_order        = action.value.order
          namespace        = action.value.type == "source" ? "SourceVariables" : null
          input_artifacts  = compact([try(action.value.input, null), try(action.value.bundle, null)])
          output_artifacts = compact([try(action.value.output, null)])

          configuration = {
            for key, value in local.configurations["${stage.value.name}/${action.value.name}"] :
            key => value if value != null
          }
        }
      }
    }
  }

  # A pipeline that starts before its role can act fails its first run.
  depends_on = [aws_iam_role_policy.pipeline]
}
