"""Finds public KMS keys with the Access Analyzer API and puts them on the event bus.

Needs boto3, and AWS's usual settings: credentials, AWS_DEFAULT_REGION, and AWS_ENDPOINT_URL for the local account.
"""

import datetime
import json
import time
import uuid

import boto3

RESOURCE_TYPE = "AWS::KMS::Key"
MAX_LIST_ANALYZED_RESOURCES_ATTEMPTS = 10

aa_client = boto3.client("accessanalyzer")
kms_client = boto3.client("kms")
events = boto3.client("events")


def analyzer():
    """The first active analyzer of the account, or a new one."""
    active_analyzers = [
        a for a in aa_client.list_analyzers(type="ACCOUNT").get("analyzers") if a["status"] == "ACTIVE"
    ]
    if active_analyzers:
        return active_analyzers[0]["arn"]
    name = "AccessAnalyzer-" + str(uuid.uuid1())
    return aa_client.create_analyzer(analyzerName=name, type="ACCOUNT").get("arn")


def customer_keys():
    """The ARNs of the keys that are not managed by AWS."""
    arns = []
    for page in kms_client.get_paginator("list_keys").paginate():
        for key in page["Keys"]:
            data = kms_client.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
            if data["KeyManager"] not in "AWS":
                arns.append(data["Arn"])
    return arns


def scan(analyzer_arn, resource_arns):
    """Scans the resources and returns those that were analyzed in time."""
    resource_scan = {}
    for arn in resource_arns:
        aa_client.start_resource_scan(analyzerArn=analyzer_arn, resourceArn=arn)
        resource_scan[arn] = False
    for _ in range(MAX_LIST_ANALYZED_RESOURCES_ATTEMPTS):
        pages = aa_client.get_paginator("list_analyzed_resources").paginate(
            analyzerArn=analyzer_arn, resourceType=RESOURCE_TYPE
        )
        for page in pages:
            for resource in page["analyzedResources"]:
                if resource["resourceArn"] in resource_scan:
                    resource_scan[resource["resourceArn"]] = True
        if all(resource_scan.values()):
            break
        time.sleep(0.5)
    return [arn for arn, done in resource_scan.items() if done]


def public_findings(analyzer_arn, resource_arns):
    """The analyzed resources that are public."""
    findings = []
    for arn in resource_arns:
        resource = aa_client.get_analyzed_resource(analyzerArn=analyzer_arn, resourceArn=arn)["resource"]
        if resource.get("isPublic") and resource.get("status") in "ACTIVE":
            findings.append(resource)
    return findings


class DateTimeEncoder(json.JSONEncoder):
    """Writes dates in ISO 8601."""

    def default(self, obj):
        if isinstance(obj, (datetime.date, datetime.datetime)):
            return str(obj.isoformat())
        return super().default(obj)


def publish(findings):
    """Puts the findings on the default event bus."""
    return events.put_events(
        Entries=[
            {
                "Source": "access-analyzer-kms-function",
                "Resources": [r["resourceArn"] for r in findings],
                "DetailType": "Access Analyzer KMS Findings",
                "Detail": json.dumps({"Findings": findings}, indent=2, cls=DateTimeEncoder),
            }
        ]
    )


def main():
    analyzer_arn = analyzer()
    keys = customer_keys()
    findings = public_findings(analyzer_arn, scan(analyzer_arn, keys))
    print(f"{len(findings)} public of {len(keys)} keys")
    for finding in findings:
        print(json.dumps(finding, indent=2, cls=DateTimeEncoder))
    if findings:
        response = publish(findings)
        print(f"{response['FailedEntryCount']} failed of {len(response['Entries'])} events")


if __name__ == "__main__":
    main()
