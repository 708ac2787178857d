terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.40, < 7.0"
    }
  }

  # State belongs in a bucket of its own, versioned and encrypted, not on a laptop:
  # backend "s3" {
  #   bucket       = "..."
  #   key          = "pipelines/terraform.tfstate"
  #   region       = "..."
  #   encrypt      = true
  #   use_lockfile = true
  # }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      ManagedBy = "terraform"
      Purpose   = "delivery-pipelines"
    }
  }
}
