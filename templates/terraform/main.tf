# One pipeline per apps/<application>/pipeline.yaml. A change of a pipeline is a change of that file;
# nothing here names an application.

locals {
  apps = "${path.root}/../apps"

  manifests = {
    for file in fileset(local.apps, "*/pipeline.yaml") :
    dirname(file) => yamldecode(file("${local.apps}/${file}"))
  }

  # An application whose repository nobody has named yet waits; the check below says which.
  ready   = { for app, manifest in local.manifests : app => manifest if manifest.source.repository != null }
  waiting = setsubtract(keys(local.manifests), keys(local.ready))
}

check "repositories" {
  assert {
    condition     = length(local.waiting) == 0
    error_message = "No pipeline yet for ${join(", ", local.waiting)}: source.repository is null in pipeline.yaml."
  }
}

module "shared" {
  source = "./modules/shared"

  prefix        = var.prefix
  git_provider  = var.git_provider
  emails        = var.emails
  slack         = var.slack
  artifact_days = var.artifact_days
}

module "ec2_target" {
  source   = "./modules/ec2-target"
  for_each = { for app, manifest in local.ready : app => manifest if manifest.platform == "ec2" }

  manifest      = each.value
  bucket_arn    = module.shared.bucket_arn
  key_arn       = module.shared.key_arn
  install_agent = var.install_agent
}

module "ecs_target" {
  source   = "./modules/ecs-target"
  for_each = { for app, manifest in local.ready : app => manifest if manifest.platform == "ecs" }

  manifest = each.value
}

module "s3_target" {
  source   = "./modules/s3-target"
  for_each = { for app, manifest in local.ready : app => manifest if manifest.platform == "s3" && var.create_buckets }

  manifest = each.value
}

module "app_pipeline" {
  source   = "./modules/app-pipeline"
  for_each = local.ready

  manifest       = each.value
  bucket         = module.shared.bucket
  bucket_arn     = module.shared.bucket_arn
  key_arn        = module.shared.key_arn
  connection_arn = module.shared.connection_arn
  topic_arn      = module.shared.topic_arn
  slack_arn      = module.shared.slack_arn
  network        = lookup(var.networks, each.key, null)
  host_role_arn  = try(module.ec2_target[each.key].role_arn, null)
}
