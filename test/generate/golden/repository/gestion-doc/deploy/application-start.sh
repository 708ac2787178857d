#!/usr/bin/env bash
# ApplicationStart of gestion-doc, from deploy.sh:81.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:14
APP=gestion-doc

# deploy.sh:81
systemctl restart "$APP"
