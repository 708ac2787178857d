#!/usr/bin/env bash
# ApplicationStart of api-analytics, from deploy.sh:40-41.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:11, 14
APP=api-analytics
APP_DIR="/srv/apps/$APP"

# deploy.sh:31
cd "$APP_DIR"

# deploy.sh:40-41
pm2 reload "$APP" --update-env || pm2 start ecosystem.config.js --only "$APP" --env production
pm2 save
