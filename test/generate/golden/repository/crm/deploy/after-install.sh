#!/usr/bin/env bash
# AfterInstall of crm, from maj.sh:12-14, 17-18.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

export SYMFONY_ENV

# maj.sh:4
cd /var/www/crm

# maj.sh:12-14, 17-18
# As root: the script does not say who logged in. Set `runas` in the appspec where that was another user.
php bin/console assets:install --symlink
rm -rf var/cache/*
php bin/console cache:clear "--env=$SYMFONY_ENV" --no-debug
# droits (cf. doc Symfony), sinon page blanche
setfacl -R -m u:www-data:rwX -m u:crm:rwX var web/uploads
setfacl -dR -m u:www-data:rwX -m u:crm:rwX var web/uploads
