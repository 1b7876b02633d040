package io.portcullis.aws;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.Finding;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceState;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.aws.AnalyzerLookup.Active;
import io.portcullis.aws.AnalyzerLookup.Awaited;
import io.portcullis.aws.AnalyzerLookup.Unusable;
import io.portcullis.aws.ManagedFindings.Listed;
import io.portcullis.response.ResourceAnalyzer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzedResource;
import software.amazon.awssdk.services.accessanalyzer.model.ResourceNotFoundException;
import software.amazon.awssdk.services.accessanalyzer.model.StartResourceScanRequest;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/**
 * AWS's own Access Analyzer, through its API. It is asked to scan the one resource that changed, and its word counts only
 * once {@code analyzedAt} is later than the change and than that request: until then the answer is "not yet", and never
 * what it said before. Trouble that may pass is "not yet" as well; other trouble is an answer that is not clean, with the
 * permission that is missing or the way out.
 *
 * <p>Safe for use by many threads. Each asking makes a few calls and does not wait.
 */
public final class ManagedAnalyzer implements ResourceAnalyzer {

    private static final String SCAN = "access-analyzer:StartResourceScan";
    private static final String GET = "access-analyzer:GetAnalyzedResource";

    /** A request that has had no effect for so long may be lost, and is made again. */
    private static final Duration LOST = Duration.ofMinutes(10);

    private final Function<String, AccessAnalyzerClient> clients;
    private final Type type;
    private final AnalyzerLookup lookup;
    private final Clock clock;

    /** A question on its way. */
    private record Asked(Resource resource, Instant changed, Optional<Instant> begun) {

        /** Only what is analyzed after this is an answer. */
        Instant since() {
            return begun.filter(changed::isBefore).orElse(changed);
        }

        NotYet notYet(String reason, Duration pause) {
            return notYet(List.of(), reason, pause);
        }

        NotYet notYet(List<Finding> certain, String reason, Duration pause) {
            return new NotYet(changed, begun, ManagedFindings.doubted(resource, certain, reason), pause);
        }

        Asked begunBy(Instant time) {
            return new Asked(resource, changed, Optional.of(begun.orElse(time)));
        }
    }

    /**
     * The analyzers of a zone of trust.
     *
     * @param clients the client of a Region; a resource is asked about in its own
     * @param zone an account's analyzers are of type ACCOUNT, an organization's of type ORGANIZATION
     * @param clock tells when a scan was asked for; where AWS's clock is ahead, that one counts
     */
    public ManagedAnalyzer(Function<String, AccessAnalyzerClient> clients, ZoneOfTrust zone, Clock clock) {
        this.clients = clients;
        this.type = switch (zone) {
            case ZoneOfTrust.Account account -> Type.ACCOUNT;
            case ZoneOfTrust.Organization organization -> Type.ORGANIZATION;
        };
        this.lookup = new AnalyzerLookup(clients, type, clock);
        this.clock = clock;
    }

    @Override
    public Answer analyze(ResourceState state, Instant changed) {
        return ask(new Asked(state.resource(), changed, Optional.empty()));
    }

    @Override
    public Answer analyze(ResourceState state, NotYet before) {
        return ask(new Asked(state.resource(), before.changed(), before.begun()));
    }

    private Answer ask(Asked asked) {
        AccessAnalyzerClient client = clients.apply(asked.resource().region());
        return switch (lookup.in(asked.resource().region())) {
            case Active(String arn) -> asked.begun().isEmpty() ? begin(client, arn, asked) : look(client, arn, asked);
            case Awaited(String reason, Duration pause) -> asked.notYet(reason, pause);
            case Unusable(String reason) -> undecided(asked, reason);
        };
    }

    private Answer begin(AccessAnalyzerClient client, String analyzer, Asked asked) {
        Instant now = clock.instant();
        StartResourceScanRequest.Builder request = StartResourceScanRequest.builder()
                .analyzerArn(analyzer)
                .resourceArn(asked.resource().arn());
        if (type == Type.ORGANIZATION) {
            request.resourceOwnerAccount(asked.resource().account());
        }
        try {
            SdkHttpResponse response = client.startResourceScan(request.build()).sdkHttpResponse();
            return asked.begunBy(asItWasThere(now, response))
                    .notYet("AWS's Access Analyzer has not analyzed the resource since it changed.", Duration.ZERO);
        } catch (ResourceNotFoundException e) {
            lookAnew(asked, e);
            return asked.notYet(
                    "AWS's Access Analyzer does not know the resource yet. " + Trouble.of(SCAN, e), Duration.ZERO);
        } catch (SdkException e) {
            return refused(asked, SCAN, e);
        }
    }

    /** When AWS had the request, by its own clock where ours is behind: the end of the second that it tells. */
    private static Instant asItWasThere(Instant here, SdkHttpResponse response) {
        try {
            return response.firstMatchingHeader("Date")
                    .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
                    .filter(here::isBefore)
                    .map(there -> there.plusSeconds(1))
                    .orElse(here);
        } catch (DateTimeException e) {
            // No clock to go by but our own.
            return here;
        }
    }

    private Answer look(AccessAnalyzerClient client, String analyzer, Asked asked) {
        String arn = asked.resource().arn();
        Optional<AnalyzedResource> analyzed;
        try {
            analyzed = Optional.ofNullable(client.getAnalyzedResource(
                            request -> request.analyzerArn(analyzer).resourceArn(arn))
                    .resource());
        } catch (ResourceNotFoundException e) {
            lookAnew(asked, e);
            analyzed = Optional.empty();
        } catch (SdkException e) {
            return refused(asked, GET, e);
        }
        Instant since = asked.since();
        Optional<Instant> at = analyzed.map(AnalyzedResource::analyzedAt);
        if (at.filter(since::isBefore).isPresent()) {
            return answer(client, analyzer, asked, analyzed.orElseThrow());
        }
        // analyzedAt is told in whole seconds, and by AWS's clock the request may be of the second before: what is of
        // either may be from before the request, or from after it.
        Instant earliest = since.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
        boolean unclear = at.filter(time -> !time.isBefore(earliest)).isPresent();
        boolean lost = since.plus(LOST).isBefore(clock.instant());
        return unclear || lost
                ? begin(client, analyzer, asked)
                : asked.notYet("AWS's Access Analyzer has not analyzed the resource since it changed.", Duration.ZERO);
    }

    /** What is not there may be the analyzer, unless it is said to be the resource. */
    private void lookAnew(Asked asked, ResourceNotFoundException e) {
        if (!asked.resource().arn().equals(e.resourceId())) {
            lookup.forget(asked.resource().region());
        }
    }

    private static Answer answer(AccessAnalyzerClient client, String analyzer, Asked asked, AnalyzedResource analyzed) {
        Listed listed = ManagedFindings.list(client, analyzer, asked.resource());
        if (listed.broken().isPresent()) {
            SdkException e = listed.broken().get();
            String reason = "AWS's list of findings broke off after "
                    + listed.findings().size() + ". " + Trouble.of(ManagedFindings.PERMISSION, e);
            return Trouble.mayPass(e)
                    ? asked.notYet(listed.findings(), reason, Trouble.pause(e))
                    : new Settled(ManagedFindings.doubted(asked.resource(), listed.findings(), reason));
        }
        return listed.isBehind(analyzed)
                ? asked.notYet(
                        listed.findings(),
                        "AWS's list of findings does not show yet what GetAnalyzedResource tells of.",
                        Duration.ZERO)
                : new Settled(listed.analysis(asked.resource(), analyzed));
    }

    private Answer refused(Asked asked, String permission, SdkException e) {
        if (Trouble.mayPass(e)) {
            return asked.notYet(Trouble.of(permission, e), Trouble.pause(e));
        }
        // The analyzer may have been disabled since it was found: then the next to ask is told why.
        lookup.forget(asked.resource().region());
        return undecided(asked, Trouble.of(permission, e));
    }

    private static Settled undecided(Asked asked, String reason) {
        return new Settled(new Analysis(asked.resource(), Verdict.UNDECIDED, List.of(), List.of(reason)));
    }
}
