variable "region" {
  description = "Region of the pipelines."
  type        = string
}

variable "prefix" {
  description = "Begins the names of what all applications share: bucket, topic, connection."
  type        = string
  default     = "delivery"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.prefix))
    error_message = "2 to 20 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "git_provider" {
  description = "Provider of the repositories, as CodeConnections names it."
  type        = string
  default     = "GitHub"

  validation {
    condition     = contains(["GitHub", "GitLab", "Bitbucket", "AzureDevOps"], var.git_provider)
    error_message = "GitHub, GitLab, Bitbucket or AzureDevOps; self-managed providers need a host resource first."
  }
}

variable "emails" {
  description = "Who hears of every pipeline by e-mail; each address confirms its subscription once."
  type        = list(string)
  default     = []
}

variable "slack" {
  description = "Workspace (T...) and channel (C...) for Amazon Q Developer; null for none. The workspace is authorised once in the console."
  type = object({
    workspace = string
    channel   = string
  })
  default = null
}

variable "networks" {
  description = "By application: where the build and the jobs run that reach a database, a cache or a private host."
  type = map(object({
    vpc_id             = string
    subnet_ids         = list(string)
    security_group_ids = list(string)
  }))
  default = {}
}

variable "artifact_days" {
  description = "How long artifacts are kept. A stage can be rolled back to executions that are younger."
  type        = number
  default     = 180
}

variable "install_agent" {
  description = "Install and update the CodeDeploy agent on the tagged hosts through Systems Manager."
  type        = bool
  default     = false
}

variable "create_buckets" {
  description = "Create the buckets of static sites; false when they exist already."
  type        = bool
  default     = false
}
