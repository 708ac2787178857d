variable "prefix" {
  description = "Begins all names."
  type        = string
}

variable "git_provider" {
  description = "Provider of the repositories, as CodeConnections names it."
  type        = string
}

variable "emails" {
  description = "Subscribers of the topic."
  type        = list(string)
}

variable "slack" {
  description = "Workspace and channel; null for none."
  type = object({
    workspace = string
    channel   = string
  })
}

variable "artifact_days" {
  description = "How long artifacts are kept."
  type        = number
}
