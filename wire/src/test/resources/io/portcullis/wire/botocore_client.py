"""Calls the server of the test with boto3; the expectations are botocore's own readings of the answers."""

import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint, arn = sys.argv[1:]


def client(service, secret="secret"):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="eu-central-1",
        aws_access_key_id="111122223333",
        aws_secret_access_key=secret,
        config=Config(retries={"total_max_attempts": 1}),
    )


def refusal(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        return error
    raise AssertionError("not refused")


kms = client("kms")
key = kms.describe_key(KeyId="größe")["KeyMetadata"]
assert key["KeyId"] == "größe" and key["AWSAccountId"] == "111122223333", key
assert key["CreationDate"].tzinfo is not None, key
assert isinstance(refusal(kms.describe_key, KeyId="gone"), kms.exceptions.NotFoundException)

topic = client("sns").get_topic_attributes(TopicArn="a b~*+é")
assert topic["Attributes"] == {"TopicArn": "a b~*+é"}, topic

analyzer = client("accessanalyzer")
answer = analyzer.tag_resource(resourceArn=arn, tags={"k": "v"})
assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200 and answer["ResponseMetadata"]["RequestId"], answer
missing = refusal(analyzer.tag_resource, resourceArn="x/y z", tags={"k": "v"})
assert isinstance(missing, analyzer.exceptions.ResourceNotFoundException), missing
assert missing.response["resourceId"] == "x/y z", missing.response

for service, call, code in (
    ("kms", lambda c: refusal(c.describe_key, KeyId="k"), "InvalidSignatureException"),
    ("sns", lambda c: refusal(c.get_topic_attributes, TopicArn="t"), "SignatureDoesNotMatch"),
    ("accessanalyzer", lambda c: refusal(c.tag_resource, resourceArn=arn, tags={}), "InvalidSignatureException"),
):
    error = call(client(service, secret="wrong"))
    assert error.response["Error"]["Code"] == code, error
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403, error

print("all as expected")
