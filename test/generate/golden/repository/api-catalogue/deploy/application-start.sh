#!/usr/bin/env bash
# ApplicationStart of api-catalogue, from deploy.sh:31.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:8
APP=api-catalogue

# deploy.sh:31
systemctl restart "$APP"
