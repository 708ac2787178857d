output "pipelines" {
  description = "ARN of each pipeline, by application."
  value       = { for app, pipeline in module.app_pipeline : app => pipeline.pipeline_arn }
}

output "instance_profiles" {
  description = "Instance profile for the hosts of each application on EC2."
  value       = { for app, target in module.ec2_target : app => target.instance_profile }
}

output "connection" {
  description = "The connection to the Git provider, and whether somebody still has to accept it."
  value = {
    arn    = module.shared.connection_arn
    status = module.shared.connection_status
  }
}

output "waiting" {
  description = "Applications without a pipeline because their repository is not known."
  value       = local.waiting
}
