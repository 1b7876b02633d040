"""Finds an analyzer or creates one, starts scans, waits for them and gets what they found, as stock boto3 does it."""

import datetime
import sys
import time
import uuid

import boto3
from botocore.exceptions import ClientError

endpoint, keys = sys.argv[1:]
client = boto3.client("accessanalyzer", endpoint_url=endpoint)

active = [a for a in client.list_analyzers(type="ACCOUNT").get("analyzers") if a["status"] == "ACTIVE"]
assert active == [], active
name = "AccessAnalyzer-" + str(uuid.uuid1())
analyzer = client.create_analyzer(analyzerName=name, type="ACCOUNT").get("arn")
active = [a for a in client.list_analyzers(type="ACCOUNT").get("analyzers") if a["status"] == "ACTIVE"]
assert [a["arn"] for a in active] == [analyzer], active

arns = [f"{keys}:key/{key}" for key in ("a-open", "b-shared", "c-clean")]
for arn in arns:
    answer = client.start_resource_scan(analyzerArn=analyzer, resourceArn=arn)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200, answer

pending = set(arns)
deadline = time.monotonic() + 30
while pending and time.monotonic() < deadline:
    pages = client.get_paginator("list_analyzed_resources").paginate(
        analyzerArn=analyzer, resourceType="AWS::KMS::Key", PaginationConfig={"PageSize": 1}
    )
    for page in pages:
        pending -= {resource["resourceArn"] for resource in page["analyzedResources"]}
assert not pending, pending


def resource(arn):
    return client.get_analyzed_resource(analyzerArn=analyzer, resourceArn=arn)["resource"]


opened, shared, clean = (resource(arn) for arn in arns)
assert opened["isPublic"] is True and opened["status"] == "ACTIVE" and "kms:Decrypt" in opened["actions"], opened
assert isinstance(opened["updatedAt"], datetime.datetime) and opened["updatedAt"].tzinfo is not None, opened
assert shared["isPublic"] is False and shared["status"] == "ACTIVE" and shared["actions"] == ["kms:Decrypt"], shared
assert set(clean) == {"analyzedAt", "isPublic", "resourceArn", "resourceOwnerAccount", "resourceType"}, clean
assert clean["isPublic"] is False, clean

findings = []
for page in client.get_paginator("list_findings").paginate(
    analyzerArn=analyzer, filter={"status": {"eq": ["ACTIVE"]}}, PaginationConfig={"PageSize": 1}
):
    findings += page["findings"]
assert [f["resource"] for f in findings] == arns[:2], findings
assert findings[0]["principal"] == {"AWS": "*"} and findings[0]["condition"] == {}, findings

finding = client.get_finding(analyzerArn=analyzer, id=findings[1]["id"])["finding"]
assert finding["principal"] == {"AWS": "444455556666"}, finding
client.update_findings(analyzerArn=analyzer, ids=[finding["id"]], status="ARCHIVED")
assert resource(arns[1])["status"] == "ARCHIVED"
client.tag_resource(resourceArn=analyzer, tags={"team": "red"})
assert client.list_tags_for_resource(resourceArn=analyzer)["tags"] == {"team": "red"}

try:
    client.create_analyzer(analyzerName="second", type="ACCOUNT")
    raise AssertionError("a second ACCOUNT analyzer was created")
except client.exceptions.ServiceQuotaExceededException as error:
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 402, error.response
try:
    client.list_findings(analyzerArn=analyzer, filter={"colour": {"eq": ["red"]}})
    raise AssertionError("an unknown filter key was taken")
except client.exceptions.ValidationException as error:
    assert error.response["reason"] == "fieldValidationFailed", error.response
    assert error.response["fieldList"][0]["name"] == "filter", error.response

client.delete_analyzer(analyzerName=name)
try:
    client.get_analyzer(analyzerName=name)
    raise AssertionError("the analyzer is still there")
except ClientError as error:
    assert error.response["Error"]["Code"] == "ResourceNotFoundException", error.response

print("all as expected")
