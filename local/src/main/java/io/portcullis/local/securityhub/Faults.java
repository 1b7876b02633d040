package io.portcullis.local.securityhub;

import io.portcullis.wire.ServiceFault;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.ImportFindingsError;

/** Security Hub's refusals. */
final class Faults {

    static final String NOT_SUBSCRIBED = "Account is not subscribed to AWS Security Hub";

    private Faults() {}

    static ServiceFault invalid(String message) {
        return ServiceFault.sender("InvalidInputException", message);
    }

    static ServiceFault notSubscribed() {
        return new ServiceFault("InvalidAccessException", 401, NOT_SUBSCRIBED);
    }

    static ServiceFault denied(String account, String productArn) {
        return new ServiceFault(
                "AccessDeniedException",
                403,
                "User: arn:aws:iam::" + account
                        + ":root is not authorized to perform: securityhub:BatchImportFindings on resource: "
                        + productArn);
    }

    static ImportFindingsError entry(AwsSecurityFinding finding, String code, String message) {
        return ImportFindingsError.builder()
                .id(finding.id())
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
