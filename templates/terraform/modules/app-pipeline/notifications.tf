# Who is told: Slack and the shared topic, and the addresses that only this application has.

locals {
  event_ids = {
    started           = "codepipeline-pipeline-pipeline-execution-started"
    succeeded         = "codepipeline-pipeline-pipeline-execution-succeeded"
    failed            = "codepipeline-pipeline-pipeline-execution-failed"
    "approval-needed" = "codepipeline-pipeline-manual-approval-needed"
  }

  emails = var.manifest.notifications.email
}

resource "aws_codestarnotifications_notification_rule" "this" {
  name           = length(local.name) <= 64 ? local.name : substr(local.name, 0, 64)
  detail_type    = "FULL"
  resource       = aws_codepipeline.this.arn
  event_type_ids = [for event in var.manifest.notifications.events : local.event_ids[event]]

  target {
    type    = "SNS"
    address = var.topic_arn
  }

  dynamic "target" {
    for_each = length(local.emails) == 0 ? [] : [aws_sns_topic.own[0].arn]

    content {
      type    = "SNS"
      address = target.value
    }
  }

  dynamic "target" {
    for_each = var.manifest.notifications.slack && var.slack_arn != null ? [var.slack_arn] : []

    content {
      type    = "AWSChatbotSlack"
      address = target.value
    }
  }

  depends_on = [aws_sns_topic_policy.own]
}

resource "aws_sns_topic" "own" {
  count = length(local.emails) == 0 ? 0 : 1

  name              = "${local.name}-pipeline"
  kms_master_key_id = var.key_arn
}

resource "aws_sns_topic_policy" "own" {
  count = length(local.emails) == 0 ? 0 : 1

  arn    = aws_sns_topic.own[0].arn
  policy = data.aws_iam_policy_document.topic[0].json
}

data "aws_iam_policy_document" "topic" {
  count = length(local.emails) == 0 ? 0 : 1

  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.own[0].arn]

    principals {
      type        = "Service"
      identifiers = ["codestar-notifications.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

# Pending until each recipient confirms.
resource "aws_sns_topic_subscription" "own" {
  for_each = toset(local.emails)

  topic_arn = aws_sns_topic.own[0].arn
  protocol  = "email"
  endpoint  = each.value
}
