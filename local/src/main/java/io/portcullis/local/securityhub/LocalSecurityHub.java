package io.portcullis.local.securityhub;

import static io.portcullis.wire.Operation.rest;

import io.portcullis.local.securityhub.Hubs.Place;
import io.portcullis.wire.Caller;
import io.portcullis.wire.Protocol;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.DescribeHubRequest;
import software.amazon.awssdk.services.securityhub.model.DescribeHubResponse;
import software.amazon.awssdk.services.securityhub.model.DisableSecurityHubRequest;
import software.amazon.awssdk.services.securityhub.model.DisableSecurityHubResponse;
import software.amazon.awssdk.services.securityhub.model.EnableSecurityHubRequest;
import software.amazon.awssdk.services.securityhub.model.EnableSecurityHubResponse;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.ImportFindingsError;

/** The service, for a server. Safe for use by many threads. */
public final class LocalSecurityHub {

    /** BatchImportFindings takes 1 to 100 (API reference). */
    private static final int BATCH = 100;

    private final Hubs hubs = new Hubs();
    private final Clock clock;

    /** A service with no hub enabled. */
    public LocalSecurityHub(Clock clock) {
        this.clock = clock;
    }

    /** The service as clients reach it: REST with JSON, credential scope {@code securityhub}. */
    public Service service() {
        return new Service(
                "securityhub",
                new Protocol.RestJson(),
                List.of(
                        rest("EnableSecurityHub", "POST", "/accounts", EnableSecurityHubRequest::builder, this::enable),
                        rest("DescribeHub", "GET", "/accounts", DescribeHubRequest::builder, this::describe),
                        rest(
                                "DisableSecurityHub",
                                "DELETE",
                                "/accounts",
                                DisableSecurityHubRequest::builder,
                                this::disable),
                        rest(
                                "BatchImportFindings",
                                "POST",
                                "/findings/import",
                                BatchImportFindingsRequest::builder,
                                this::importAll),
                        rest(
                                "BatchUpdateFindings",
                                "PATCH",
                                "/findings/batchupdate",
                                BatchUpdateFindingsRequest::builder,
                                this::update),
                        rest("GetFindings", "POST", "/findings", GetFindingsRequest::builder, this::find)));
    }

    private EnableSecurityHubResponse enable(Caller caller, EnableSecurityHubRequest request) {
        if (!hubs.enable(Place.of(caller), clock.instant())) {
            throw new ServiceFault("ResourceConflictException", 409, "Account is already subscribed to Security Hub");
        }
        return EnableSecurityHubResponse.builder().build();
    }

    private DescribeHubResponse describe(Caller caller, DescribeHubRequest request) {
        Place place = Place.of(caller);
        return DescribeHubResponse.builder()
                .hubArn("arn:aws:securityhub:" + place.region() + ":" + place.account() + ":hub/default")
                .subscribedAt(enabled(place).since().toString())
                .autoEnableControls(false)
                .build();
    }

    private DisableSecurityHubResponse disable(Caller caller, DisableSecurityHubRequest request) {
        enabled(Place.of(caller));
        hubs.disable(Place.of(caller));
        return DisableSecurityHubResponse.builder().build();
    }

    /** Where the hub is disabled, each finding fails with InvalidAccess (user guide, "BatchImportFindings for finding providers"). */
    private BatchImportFindingsResponse importAll(Caller caller, BatchImportFindingsRequest request) {
        Place place = Place.of(caller);
        if (request.findings().isEmpty() || request.findings().size() > BATCH) {
            throw Faults.invalid("Findings must have 1 to " + BATCH + " members, not "
                    + request.findings().size());
        }
        request.findings().forEach(finding -> FindingRules.checkOwner(finding, place));
        List<ImportFindingsError> errors = new ArrayList<>();
        for (AwsSecurityFinding finding : request.findings()) {
            importOne(place, finding).ifPresent(errors::add);
        }
        return BatchImportFindingsResponse.builder()
                .failedCount(errors.size())
                .successCount(request.findings().size() - errors.size())
                .failedFindings(errors)
                .build();
    }

    private Optional<ImportFindingsError> importOne(Place place, AwsSecurityFinding finding) {
        Optional<Hub> hub = hubs.find(place);
        if (hub.isEmpty()) {
            return Optional.of(Faults.entry(finding, "InvalidAccess", Faults.NOT_SUBSCRIBED));
        }
        Optional<String> breach = FindingRules.breach(finding);
        if (breach.isEmpty()) {
            hub.get().put(finding);
        }
        return breach.map(text ->
                Faults.entry(finding, "InvalidInput", "Finding does not adhere to Amazon Finding Format. " + text));
    }

    private BatchUpdateFindingsResponse update(Caller caller, BatchUpdateFindingsRequest request) {
        return enabled(Place.of(caller)).update(request);
    }

    private GetFindingsResponse find(Caller caller, GetFindingsRequest request) {
        return FindingQuery.answer(request, enabled(Place.of(caller)).findings());
    }

    private Hub enabled(Place place) {
        return hubs.find(place).orElseThrow(Faults::notSubscribed);
    }
}
