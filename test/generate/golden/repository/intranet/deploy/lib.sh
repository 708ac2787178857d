#!/usr/bin/env bash
# What the hooks of intranet share.
# Written by Pipewright; edits are kept when it runs again.

# CodeDeploy hands no variables of ours to a hook: its deployment group says where this host belongs.
case "$DEPLOYMENT_GROUP_NAME" in
  intranet-prod)
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

# The deployment that CodeDeploy goes back to when this one fails; empty before the first.
DEPLOYMENT_BEFORE=$(cat "$BUNDLE/before/deployment")
export DEPLOYMENT_BEFORE

# as_user USER COMMAND…: as another user, with that user's home. Works for users without a login shell.
as_user() {
  local user=$1
  shift
  runuser -u "$user" -- env HOME="$(getent passwd "$user" | cut -d: -f6)" USER="$user" LOGNAME="$user" "$@"
}
