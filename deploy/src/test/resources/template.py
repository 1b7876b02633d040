"""Prints a template as CloudFormation would set it up: translated if it is SAM's, its parameters filled in, its conditions decided.

Usage: template.py TEMPLATE NAME=VALUE...
"""

import json
import os
import re
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

ACCOUNT = "111122223333"
REGION = "us-east-1"
ABSENT = object()
PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": "aws",
    "AWS::StackName": "portcullis",
    "AWS::NoValue": ABSENT,
}
ARNS = {
    "AWS::SQS::Queue": "arn:aws:sqs:us-east-1:111122223333:%s",
    "AWS::SNS::Topic": "arn:aws:sns:us-east-1:111122223333:%s",
    "AWS::Events::Rule": "arn:aws:events:us-east-1:111122223333:rule/%s",
    "AWS::Events::EventBus": "arn:aws:events:us-east-1:111122223333:event-bus/%s",
    "AWS::DynamoDB::Table": "arn:aws:dynamodb:us-east-1:111122223333:table/%s",
    "AWS::IAM::Role": "arn:aws:iam::111122223333:role/%s",
    "AWS::IAM::ManagedPolicy": "arn:aws:iam::111122223333:policy/%s",
    "AWS::Logs::LogGroup": "arn:aws:logs:us-east-1:111122223333:log-group:%s:*",
    "AWS::Lambda::Function": "arn:aws:lambda:us-east-1:111122223333:function:%s",
}
REFERRED_BY_ARN = ("AWS::SNS::Topic", "AWS::IAM::ManagedPolicy")


class NoManagedPolicies:
    def load(self):
        return {}


class Stack:
    def __init__(self, template, given):
        self.template = template
        self.parameters = {name: given.get(name, each.get("Default")) for name, each in template["Parameters"].items()}
        missing = [name for name, value in self.parameters.items() if value is None]
        if missing:
            sys.exit("no value for " + ", ".join(missing))

    def arn(self, name):
        return ARNS[self.template["Resources"][name]["Type"]] % name

    def ref(self, name):
        if name in PSEUDO:
            return PSEUDO[name]
        if name in self.parameters:
            return self.parameters[name]
        kind = self.template["Resources"][name]["Type"]
        if kind == "AWS::SQS::Queue":
            return "https://sqs.us-east-1.amazonaws.com/111122223333/" + name
        return self.arn(name) if kind in REFERRED_BY_ARN else name

    def decide(self, condition):
        if isinstance(condition, str):
            return self.decide(self.template["Conditions"][condition])
        ((function, of),) = condition.items()
        if function == "Fn::Not":
            return not self.decide(of[0])
        left, right = map(self.resolve, of)
        return left == right

    def resolve(self, node):
        if isinstance(node, list):
            return [each for each in map(self.resolve, node) if each is not ABSENT]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            ((function, of),) = node.items()
            if function == "Ref":
                return self.ref(of)
            if function == "Fn::GetAtt":
                return self.arn(of[0]) if of[1] == "Arn" else of[0]
            if function == "Fn::If":
                return self.resolve(of[1] if self.decide(of[0]) else of[2])
            if function == "Fn::Sub":
                return re.sub(r"\$\{([A-Za-z0-9:]+)\}", lambda named: self.ref(named.group(1)), of)
        resolved = {name: self.resolve(value) for name, value in node.items()}
        return {name: value for name, value in resolved.items() if value is not ABSENT}

    def resources(self):
        return {
            name: self.resolve(each)
            for name, each in self.template["Resources"].items()
            if "Condition" not in each or self.decide(each["Condition"])
        }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        source = yaml_parse(file.read())
    given = dict(pair.split("=", 1) for pair in sys.argv[2:])
    if "Transform" in source:
        source["Globals"]["Function"]["CodeUri"] = "s3://bucket/package.zip"
        source = transform(source, {}, NoManagedPolicies())
    json.dump(Stack(source, given).resources(), sys.stdout)


main()
