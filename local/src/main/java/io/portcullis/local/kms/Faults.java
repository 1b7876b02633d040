package io.portcullis.local.kms;

import io.portcullis.wire.ServiceFault;

/** The errors of KMS, in its words. */
final class Faults {

    private Faults() {}

    static ServiceFault notFound(String message) {
        return ServiceFault.sender("NotFoundException", message);
    }

    static ServiceFault keyNotFound(String arn) {
        return notFound("Key '" + arn + "' does not exist");
    }

    static ServiceFault aliasNotFound(String arn) {
        return notFound("Alias " + arn + " is not found.");
    }

    static ServiceFault invalidArn(String message) {
        return ServiceFault.sender("InvalidArnException", message);
    }

    static ServiceFault invalidState(String message) {
        return ServiceFault.sender("KMSInvalidStateException", message);
    }

    static ServiceFault disabled(String arn) {
        return ServiceFault.sender("DisabledException", arn + " is disabled.");
    }

    static ServiceFault malformedPolicy(String message) {
        return ServiceFault.sender("MalformedPolicyDocumentException", message);
    }

    static ServiceFault limitExceeded(String message) {
        return ServiceFault.sender("LimitExceededException", message);
    }

    static ServiceFault validation(String message) {
        return ServiceFault.sender("ValidationException", message);
    }

    static ServiceFault unsupported(String message) {
        return ServiceFault.sender("UnsupportedOperationException", message);
    }

    static ServiceFault dryRun() {
        return ServiceFault.sender(
                "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
    }

    static ServiceFault invalidGrantId(String message) {
        return ServiceFault.sender("InvalidGrantIdException", message);
    }

    static ServiceFault invalidGrantToken() {
        return ServiceFault.sender("InvalidGrantTokenException", "Invalid grant token.");
    }

    static ServiceFault invalidMarker() {
        return ServiceFault.sender(
                "InvalidMarkerException",
                "Invalid marker: pass the NextMarker of the previous page of the same listing.");
    }

    static ServiceFault alreadyExists(String aliasArn) {
        return ServiceFault.sender("AlreadyExistsException", "An alias with the name " + aliasArn + " already exists");
    }

    static ServiceFault reservedAlias() {
        return ServiceFault.sender(
                "NotAuthorizedException", "Aliases that begin with alias/aws/ are reserved for AWS services.");
    }

    static ServiceFault invalidAliasName(String message) {
        return ServiceFault.sender("InvalidAliasNameException", message);
    }

    static ServiceFault tag(String message) {
        return ServiceFault.sender("TagException", message);
    }
}
