"""Prints template.yaml as plain CloudFormation, for stack sets: these take no SAM template (no transform).

Usage: stack-set.py TEMPLATE BUCKET_PREFIX KEY

The functions' package is then KEY in the bucket BUCKET_PREFIX-REGION of each Region: Lambda takes its code from a bucket of
its own Region. Needs the SAM translator: pip install aws-sam-translator
"""

import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402


class NoManagedPolicies:
    """The roles are written out in the template: none is SAM's own."""

    def load(self):
        return {}


def main(template, bucket_prefix, key):
    with open(template, encoding="utf-8") as file:
        source = yaml_parse(file.read())
    source["Globals"]["Function"]["CodeUri"] = {"Bucket": {"Fn::Sub": bucket_prefix + "-${AWS::Region}"}, "Key": key}
    plain = transform(source, {}, NoManagedPolicies())
    json.dump(plain, sys.stdout, separators=(",", ":"))


if len(sys.argv) != 4:
    sys.exit(__doc__)
main(*sys.argv[1:])
