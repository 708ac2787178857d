#!/usr/bin/env bash
# BeforeInstall of intranet, first of all: what only the host as it is now can tell the later hooks.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail

# The revision that CodeDeploy unpacked: root writes there, nobody else does.
BUNDLE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$BUNDLE/before"

# CodeDeploy's agent writes its own deployment there as soon as it has installed the files.
last=$(cat "/opt/codedeploy-agent/deployment-root/deployment-instructions/${DEPLOYMENT_GROUP_ID}_last_successful_install" 2>/dev/null || true)
printf '%s\n' "${last##*/}" > "$BUNDLE/before/deployment"
