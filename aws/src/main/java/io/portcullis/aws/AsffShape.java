package io.portcullis.aws;

import io.portcullis.response.message.AsffFinding;
import io.portcullis.response.message.AsffFinding.AffectedResource;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.Compliance;
import software.amazon.awssdk.services.securityhub.model.FindingProviderFields;
import software.amazon.awssdk.services.securityhub.model.FindingProviderSeverity;
import software.amazon.awssdk.services.securityhub.model.Recommendation;
import software.amazon.awssdk.services.securityhub.model.Remediation;
import software.amazon.awssdk.services.securityhub.model.Resource;
import software.amazon.awssdk.services.securityhub.model.ResourceDetails;

/** A finding in the SDK's shape, member by member. */
final class AsffShape {

    /** Whom findings of an account's own product are shown to be of; without that they are the account's "Default". */
    private static final String PRODUCT = "Portcullis";

    private AsffShape() {}

    static AwsSecurityFinding of(AsffFinding finding) {
        return AwsSecurityFinding.builder()
                .schemaVersion(AsffFinding.SCHEMA_VERSION)
                .id(finding.id())
                .productArn(finding.productArn())
                .productName(PRODUCT)
                .companyName(PRODUCT)
                .generatorId(finding.generatorId())
                .awsAccountId(finding.awsAccountId())
                .createdAt(finding.createdAt().toString())
                .updatedAt(finding.updatedAt().toString())
                .title(finding.title())
                .description(finding.description())
                .remediation(remediation(finding))
                .productFields(finding.productFields())
                .resources(resource(finding.resource()))
                .compliance(
                        Compliance.builder().status(finding.compliance().name()).build())
                .recordState(finding.recordState().name())
                .findingProviderFields(providerFields(finding))
                .build();
    }

    private static Remediation remediation(AsffFinding finding) {
        Recommendation recommendation = Recommendation.builder()
                .text(finding.remediation())
                .url(finding.remediationUrl())
                .build();
        return Remediation.builder().recommendation(recommendation).build();
    }

    private static Resource resource(AffectedResource resource) {
        return Resource.builder()
                .type(resource.type())
                .id(resource.id())
                .partition(resource.partition())
                .region(resource.region())
                .details(ResourceDetails.builder().other(resource.other()).build())
                .build();
    }

    private static FindingProviderFields providerFields(AsffFinding finding) {
        FindingProviderSeverity severity = FindingProviderSeverity.builder()
                .label(finding.severity().label().name())
                .original(finding.severity().original())
                .build();
        return FindingProviderFields.builder()
                .severity(severity)
                .types(finding.types())
                .build();
    }
}
