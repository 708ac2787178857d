#!/usr/bin/env bash
# AfterInstall of api-analytics, from deploy.sh:38.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:11, 14
APP=api-analytics
APP_DIR="/srv/apps/$APP"

# deploy.sh:31
cd "$APP_DIR"

# deploy.sh:37-39
if [ -f "$HOME/.$APP.env" ]; then
  cp "$HOME/.$APP.env" "$APP_DIR/.env"
fi
