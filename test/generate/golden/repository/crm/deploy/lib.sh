#!/usr/bin/env bash
# What the hooks of crm share.
# Written by Pipewright; edits are kept when it runs again.

# CodeDeploy hands no variables of ours to a hook: its deployment group says where this host belongs.
case "$DEPLOYMENT_GROUP_NAME" in
  crm-prod)
    ENVIRONMENT=prod
    ;;
  *)
    echo "no environment is known for the deployment group $DEPLOYMENT_GROUP_NAME" >&2
    exit 1
    ;;
esac
export ENVIRONMENT
export AWS_DEFAULT_REGION=eu-west-3

# The revision that CodeDeploy unpacked; a hook's own working directory is somewhere else.
BUNDLE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export BUNDLE

# Values that the build computed.
# shellcheck source=/dev/null
source "$BUNDLE/deploy.env"
