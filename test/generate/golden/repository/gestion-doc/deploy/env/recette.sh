#!/usr/bin/env bash
# What is particular to recette in gestion-doc. Secrets stand in SSM, not here.
# Written by Pipewright; edits are kept when it runs again.
# shellcheck disable=SC2034 # read where this file is sourced

DATA_DIR=/data/ged-recette
MVN_PROFILE=recette
PORT=8190
