variable "manifest" {
  description = "The pipeline.yaml of one application, decoded."
  type        = any
}

variable "bucket" {
  description = "Name of the artifact bucket."
  type        = string
}

variable "bucket_arn" {
  description = "ARN of the artifact bucket."
  type        = string
}

variable "key_arn" {
  description = "ARN of the key of artifacts and notifications."
  type        = string
}

variable "connection_arn" {
  description = "ARN of the connection to the Git provider."
  type        = string
}

variable "topic_arn" {
  description = "Topic that hears of every pipeline."
  type        = string
}

variable "slack_arn" {
  description = "Slack configuration; null for none."
  type        = string
}

variable "network" {
  description = "Where the build and the jobs run that reach a database, a cache or a private host; null when there is none."
  type = object({
    vpc_id             = string
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
}

variable "host_role_arn" {
  description = "Role of the hosts, which CodeDeploy passes on when it copies an Auto Scaling group; null without hosts."
  type        = string
}
