package io.portcullis.aws;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.response.message.AsffFinding;
import io.portcullis.response.message.AsffWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingFilters;
import software.amazon.awssdk.services.securityhub.model.ImportFindingsError;
import software.amazon.awssdk.services.securityhub.model.InvalidAccessException;
import software.amazon.awssdk.services.securityhub.model.StringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;

/**
 * The Security Hub of one Region, which lists a finding a resource. Of a call that failed in part only the failed findings
 * are sent again, a few times with growing pauses. Safe for use by many threads.
 */
public final class SecurityHub {

    /**
     * Up to 100 findings a call, up to 240 KB each and 6 MB in all (Security Hub user guide, "BatchImportFindings for finding
     * providers"); 100 of the largest that we write have less than 2 MB.
     */
    private static final int BATCH = 100;

    private static final String IMPORT = "securityhub:BatchImportFindings";

    private final SecurityHubClient client;
    private final String region;
    private final Pauses pauses;

    /** The hub that this client reaches, in this Region. */
    SecurityHub(SecurityHubClient client, String region, Pauses pauses) {
        this.client = client;
        this.region = region;
        this.pauses = pauses;
    }

    /** Security Hub is not enabled in the Region, and takes and gives nothing. The message says so to people. */
    public static final class NotEnabledException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotEnabledException(String region) {
            super("Security Hub is not enabled in " + region + " and is told nothing; everybody else is. Enable it (aws"
                    + " securityhub enable-security-hub --region " + region + "), or switch it off here.");
        }
    }

    /**
     * A finding that is listed as active.
     *
     * @param createdAt when the first of it was seen
     */
    record Listed(Resource resource, Instant createdAt) {}

    /** A finding to send, and why the last try failed. */
    private record Pending(AsffFinding finding, String reason) {}

    /**
     * Sends findings, no two of one id.
     *
     * @return the ids of those that were not taken after all tries, each with the reason
     * @throws NotEnabledException when there is nobody who would take them
     */
    Map<String, String> send(List<AsffFinding> findings) {
        List<Pending> all =
                findings.stream().map(finding -> new Pending(finding, "")).toList();
        return pauses.attempt(all, this::sendOnce).stream()
                .collect(Collectors.toMap(left -> left.finding().id(), Pending::reason));
    }

    /**
     * Our own findings about resources of a type in an account that are listed as active.
     *
     * @throws NotEnabledException when there is no list
     * @throws SdkException when it cannot be read
     */
    List<Listed> active(ResourceType type, String account) {
        AwsSecurityFindingFilters ours = AwsSecurityFindingFilters.builder()
                .generatorId(equal(AsffWriter.GENERATOR))
                .awsAccountId(equal(account))
                .region(equal(region))
                .resourceType(equal(AsffWriter.assetType(type)))
                .recordState(equal("ACTIVE"))
                .build();
        try {
            return client.getFindingsPaginator(request -> request.filters(ours)).findings().stream()
                    .map(finding -> new Listed(
                            Resource.of(type, finding.resources().getFirst().id(), account),
                            DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(finding.createdAt(), Instant::from)))
                    .toList();
        } catch (InvalidAccessException e) {
            throw new NotEnabledException(region);
        }
    }

    private List<Pending> sendOnce(List<Pending> findings) {
        List<Pending> failed = new ArrayList<>();
        for (int from = 0; from < findings.size(); from += BATCH) {
            failed.addAll(sendBatch(findings.subList(from, Math.min(findings.size(), from + BATCH))));
        }
        return failed;
    }

    private List<Pending> sendBatch(List<Pending> batch) {
        Map<String, String> reasons = refusals(batch);
        return batch.stream()
                .map(Pending::finding)
                .flatMap(finding -> Optional.ofNullable(reasons.get(finding.id())).stream()
                        .map(reason -> new Pending(finding, reason)))
                .toList();
    }

    /** Which findings of a batch were not taken, each with the reason. */
    private Map<String, String> refusals(List<Pending> batch) {
        List<AwsSecurityFinding> findings =
                batch.stream().map(each -> AsffShape.of(each.finding())).toList();
        try {
            return client.batchImportFindings(request -> request.findings(findings)).failedFindings().stream()
                    .collect(Collectors.toMap(ImportFindingsError::id, this::reason, (one, other) -> one));
        } catch (InvalidAccessException e) {
            throw new NotEnabledException(region);
        } catch (SdkException e) {
            String reason = Trouble.of(IMPORT, e);
            return findings.stream().collect(Collectors.toMap(AwsSecurityFinding::id, finding -> reason));
        }
    }

    /** Where the hub is disabled, findings are refused with InvalidAccess (same page of the user guide). */
    private String reason(ImportFindingsError error) {
        if (error.errorCode().startsWith("InvalidAccess")) {
            throw new NotEnabledException(region);
        }
        return IMPORT + " failed: " + error.errorCode() + ": " + error.errorMessage();
    }

    private static StringFilter equal(String value) {
        return StringFilter.builder()
                .value(value)
                .comparison(StringFilterComparison.EQUALS)
                .build();
    }
}
