package io.portcullis.local.securityhub;

import io.portcullis.local.securityhub.Hubs.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.FindingProviderFields;
import software.amazon.awssdk.services.securityhub.model.Recommendation;
import software.amazon.awssdk.services.securityhub.model.Resource;

/** What the AWS Security Finding Format asks for (API reference, "AwsSecurityFinding"), in the words of AWS's own refusals. */
final class FindingRules {

    /** As AWS's refusals quote it: at most three parts. */
    private static final Pattern TYPE = Pattern.compile("[^/]+(/[^/]+){0,2}");

    private FindingRules() {}

    /**
     * An account's own product takes findings of the account alone, from itself alone; else the whole call is denied (same
     * page of the user guide).
     */
    static void checkOwner(AwsSecurityFinding finding, Place place) {
        String own =
                ":securityhub:" + place.region() + ":" + place.account() + ":product/" + place.account() + "/default";
        if (!finding.productArn().endsWith(own) || !finding.awsAccountId().equals(place.account())) {
            throw Faults.denied(place.account(), finding.productArn());
        }
    }

    /** The first rule that a finding breaks. */
    static Optional<String> breach(AwsSecurityFinding finding) {
        return Stream.of(
                        required(finding),
                        length("Id", finding.id(), 512),
                        length("GeneratorId", finding.generatorId(), 512),
                        length("Title", finding.title(), 256),
                        length("Description", finding.description(), 1024),
                        length("ProductName", finding.productName(), 128),
                        length("CompanyName", finding.companyName(), 128),
                        time("CreatedAt", finding.createdAt()),
                        time("UpdatedAt", finding.updatedAt()),
                        remediation(finding),
                        types(finding),
                        map("ProductFields", finding.productFields(), 2048),
                        resources(finding.resources()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> required(AwsSecurityFinding finding) {
        if (!finding.schemaVersion().equals("2018-10-08")) {
            return Optional.of("data.SchemaVersion should be equal to constant.");
        }
        FindingProviderFields provided = finding.findingProviderFields();
        boolean severity = finding.severity() != null || (provided != null && provided.severity() != null);
        boolean types = finding.hasTypes() || (provided != null && provided.hasTypes());
        return severity && types
                ? Optional.empty()
                : Optional.of(
                        "data should have required property 'FindingProviderFields', data should match some schema"
                                + " in anyOf.");
    }

    private static Optional<String> remediation(AwsSecurityFinding finding) {
        if (finding.remediation() == null || finding.remediation().recommendation() == null) {
            return Optional.empty();
        }
        Recommendation recommendation = finding.remediation().recommendation();
        return length("Remediation.Recommendation.Text", recommendation.text(), 512);
    }

    private static Optional<String> types(AwsSecurityFinding finding) {
        List<String> types = finding.findingProviderFields() == null
                ? finding.types()
                : finding.findingProviderFields().types();
        if (types.size() > 50) {
            return Optional.of("data.Types should NOT have more than 50 items.");
        }
        return types.stream()
                .filter(type -> !TYPE.matcher(type).matches())
                .findFirst()
                .map(type -> "data.Types[" + types.indexOf(type) + "] should match pattern \"^" + TYPE + "$\".");
    }

    private static Optional<String> resources(List<Resource> resources) {
        if (resources.isEmpty() || resources.size() > 32) {
            return Optional.of("data.Resources should have 1 to 32 items.");
        }
        return resources.stream()
                .flatMap(resource -> Stream.of(
                        length("Resources.Type", resource.type(), 256),
                        length("Resources.Id", resource.id(), 2048),
                        length("Resources.Region", resource.region(), 16),
                        resource.details() == null
                                ? Optional.<String>empty()
                                : map(
                                        "Resources.Details.Other",
                                        resource.details().other(),
                                        1023)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> map(String member, Map<String, String> entries, int longest) {
        if (entries.size() > 50) {
            return Optional.of("data." + member + " should NOT have more than 50 properties.");
        }
        return entries.entrySet().stream()
                .flatMap(entry -> Stream.of(
                        length(member + " name", entry.getKey(), 128),
                        length(member + "." + entry.getKey(), entry.getValue(), longest)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> length(String member, @org.jspecify.annotations.Nullable String text, int longest) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.isBlank()) {
            return Optional.of("data." + member + " should NOT be shorter than 1 characters.");
        }
        return text.length() <= longest
                ? Optional.empty()
                : Optional.of("data." + member + " should NOT be longer than " + longest + " characters.");
    }

    private static Optional<String> time(String member, String text) {
        return Timestamps.isOne(text)
                ? Optional.empty()
                : Optional.of("data." + member + " should match format \"date-time\".");
    }
}
