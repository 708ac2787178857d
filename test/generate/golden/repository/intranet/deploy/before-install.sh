#!/usr/bin/env bash
# BeforeInstall of intranet, from deploy.sh:60.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:13, 15
BASE=/var/www/intranet
PHP=php8.1

# deploy.sh:60
# A new host has no version before its first deployment.
if [ -e "$BASE/current/artisan" ]; then
  cd "$BASE/current"
  "$PHP" artisan down --retry=60
fi

# The old script left a link here, and CodeDeploy installs into a folder.
if [ -L /var/www/intranet/current ]; then
  rm /var/www/intranet/current
fi
