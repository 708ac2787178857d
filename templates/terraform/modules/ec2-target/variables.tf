variable "manifest" {
  description = "The pipeline.yaml of one application, decoded."
  type        = any
}

variable "bucket_arn" {
  description = "ARN of the artifact bucket."
  type        = string
}

variable "key_arn" {
  description = "ARN of the key of the artifacts."
  type        = string
}

variable "install_agent" {
  description = "Install and update the CodeDeploy agent through Systems Manager."
  type        = bool
}
