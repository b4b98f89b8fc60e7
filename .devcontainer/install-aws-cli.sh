#!/bin/sh
# The AWS CLI for this machine's processor, in a place that needs no questions answered.
set -eu
command -v aws >/dev/null && exit 0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
curl --fail --silent --show-error --location --output "$folder/awscliv2.zip" \
  "https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m).zip"
unzip -q "$folder/awscliv2.zip" -d "$folder"
sudo "$folder/aws/install" --update
