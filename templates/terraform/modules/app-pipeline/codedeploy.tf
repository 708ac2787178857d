# Deployment groups: in place, or blue/green where the Auto Scaling group and the target group are known.

locals {
  in_place   = { for name, group in local.groups : name => group if group.style == "in-place" }
  blue_green = { for name, group in local.groups : name => group if group.style == "blue-green" }

  # One owner of going back: with the pipeline as owner, its stage does it and CodeDeploy only stops.
  rolls_back = var.manifest.rollback.owner == "codedeploy"
}

resource "aws_codedeploy_app" "this" {
  count = length(local.groups) == 0 ? 0 : 1

  name             = local.name
  compute_platform = "Server"
}

resource "aws_codedeploy_deployment_group" "in_place" {
  for_each = local.in_place

  app_name               = aws_codedeploy_app.this[0].name
  deployment_group_name  = each.key
  service_role_arn       = aws_iam_role.codedeploy[0].arn
  deployment_config_name = each.value.config
  autoscaling_groups     = each.value.autoScalingGroup == null ? null : [each.value.autoScalingGroup]

  deployment_style {
    deployment_type   = "IN_PLACE"
    deployment_option = each.value.targetGroup == null ? "WITHOUT_TRAFFIC_CONTROL" : "WITH_TRAFFIC_CONTROL"
  }

  # Filters of one set are alternatives; sets are all required. So each tag is a set of its own.
  dynamic "ec2_tag_set" {
    for_each = each.value.autoScalingGroup == null ? each.value.tags : {}

    content {
      ec2_tag_filter {
        type  = "KEY_AND_VALUE"
        key   = ec2_tag_set.key
        value = ec2_tag_set.value
      }
    }
  }

  dynamic "load_balancer_info" {
    for_each = each.value.targetGroup == null ? [] : [each.value.targetGroup]

    content {
      target_group_info {
        name = load_balancer_info.value
      }
    }
  }

  auto_rollback_configuration {
    enabled = local.rolls_back
    events  = local.rolls_back ? ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] : []
  }

  alarm_configuration {
    enabled = length(each.value.alarms) > 0
    alarms  = each.value.alarms
  }

  lifecycle {
    precondition {
      condition     = each.value.autoScalingGroup != null || (length(each.value.tags) > 0 && length(each.value.tags) <= 3)
      error_message = "${each.key}: CodeDeploy finds instances by an Auto Scaling group or by one to three tags."
    }
  }
}

resource "aws_codedeploy_deployment_group" "blue_green" {
  for_each = local.blue_green

  app_name               = aws_codedeploy_app.this[0].name
  deployment_group_name  = each.key
  service_role_arn       = aws_iam_role.codedeploy[0].arn
  deployment_config_name = each.value.config
  autoscaling_groups     = [each.value.autoScalingGroup]

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  load_balancer_info {
    target_group_info {
      name = each.value.targetGroup
    }
  }

  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout = "CONTINUE_DEPLOYMENT"
    }

    green_fleet_provisioning_option {
      action = "COPY_AUTO_SCALING_GROUP"
    }

    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = each.value.terminationWaitMinutes
    }
  }

  auto_rollback_configuration {
    enabled = local.rolls_back
    events  = local.rolls_back ? ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] : []
  }

  alarm_configuration {
    enabled = length(each.value.alarms) > 0
    alarms  = each.value.alarms
  }

  # Every deployment copies the Auto Scaling group under a new name and deletes the old one: from the
  # first deployment on the group is CodeDeploy's. Keep it out of Terraform, and own its launch template.
  lifecycle {
    ignore_changes = [autoscaling_groups]
  }
}
