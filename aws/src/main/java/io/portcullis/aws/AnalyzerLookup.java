package io.portcullis.aws;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerStatus;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ConflictException;
import software.amazon.awssdk.services.accessanalyzer.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.accessanalyzer.model.Type;

/**
 * Finds the Access Analyzer of a Region, or creates it where there is none. What was found is remembered, what cannot be
 * used for a minute. Safe for use by many threads, which do not ask at the same time.
 */
public final class AnalyzerLookup {

    private static final String LIST = "access-analyzer:ListAnalyzers";
    private static final String CREATE = "access-analyzer:CreateAnalyzer";
    private static final Duration UNUSABLE_KEPT = Duration.ofMinutes(1);
    private static final Duration AWAITED_KEPT = Duration.ofSeconds(1);

    private final Function<String, AccessAnalyzerClient> clients;
    private final Type type;
    private final String name;
    private final Clock clock;
    private final Map<String, Kept> found = new HashMap<>();
    private final ReentrantLock asking = new ReentrantLock();

    /** What there is in a Region. */
    public sealed interface Found {}

    /** An analyzer that can be asked. */
    public record Active(String arn) implements Found {}

    /** None yet. */
    public record Awaited(String reason, Duration pause) implements Found {}

    /** None, and there will be none unless somebody does something. */
    public record Unusable(String reason) implements Found {}

    private record Kept(Found what, Instant until) {}

    /**
     * A lookup of analyzers of one type.
     *
     * @param clients the client of a Region
     * @param type ACCOUNT or ORGANIZATION
     */
    public AnalyzerLookup(Function<String, AccessAnalyzerClient> clients, Type type, Clock clock) {
        this.clients = clients;
        this.type = type;
        this.name = "portcullis-" + type.toString().toLowerCase(Locale.ROOT);
        this.clock = clock;
    }

    /**
     * The analyzer that there is in a Region already; empty when there is none.
     *
     * @throws SdkException when that cannot be seen
     */
    public Optional<Found> existing(String region) {
        return best(clients.apply(region)).map(this::judged);
    }

    /** The analyzer of a Region. */
    Found in(String region) {
        asking.lock();
        try {
            Instant now = clock.instant();
            Optional<Found> known = Optional.ofNullable(found.get(region))
                    .filter(kept -> now.isBefore(kept.until()))
                    .map(Kept::what);
            return known.orElseGet(() -> keep(region, find(clients.apply(region), region), now));
        } finally {
            asking.unlock();
        }
    }

    /** What was found in a Region may not be there any more. */
    void forget(String region) {
        asking.lock();
        try {
            found.remove(region);
        } finally {
            asking.unlock();
        }
    }

    private Found keep(String region, Found what, Instant now) {
        Instant until = switch (what) {
            case Active active -> Instant.MAX;
            case Awaited awaited -> now.plus(AWAITED_KEPT);
            case Unusable unusable -> now.plus(UNUSABLE_KEPT);
        };
        found.put(region, new Kept(what, until));
        return what;
    }

    private Found find(AccessAnalyzerClient client, String region) {
        try {
            return best(client).map(this::judged).orElseGet(() -> create(client, region));
        } catch (SdkException e) {
            return refused(LIST, e, "");
        }
    }

    /** Of all pages the analyzer to use: ACTIVE before CREATING, ours before others', others' before AWS services'. */
    private Optional<AnalyzerSummary> best(AccessAnalyzerClient client) {
        return client.listAnalyzersPaginator(request -> request.type(type)).analyzers().stream()
                .filter(analyzer -> analyzer.type() == type)
                .min(Comparator.comparing((AnalyzerSummary analyzer) -> analyzer.status() != AnalyzerStatus.ACTIVE)
                        .thenComparing(analyzer -> analyzer.status() != AnalyzerStatus.CREATING)
                        .thenComparing(analyzer -> !analyzer.name().equals(name))
                        .thenComparing(analyzer -> analyzer.name().startsWith("_")));
    }

    private Found judged(AnalyzerSummary analyzer) {
        return switch (analyzer.status()) {
            case ACTIVE -> new Active(analyzer.arn());
            case CREATING ->
                new Awaited("AWS's Access Analyzer " + analyzer.arn() + " is still being created.", Duration.ZERO);
            case DISABLED, FAILED, UNKNOWN_TO_SDK_VERSION ->
                new Unusable("AWS's Access Analyzer " + analyzer.arn() + " is " + analyzer.statusAsString()
                        + wayOut(analyzer));
        };
    }

    private static String wayOut(AnalyzerSummary analyzer) {
        if (analyzer.statusReason() == null || analyzer.statusReason().codeAsString() == null) {
            return " and cannot be asked: delete it, and it is created anew.";
        }
        String code = " (" + analyzer.statusReason().codeAsString() + ")";
        return switch (analyzer.statusReason().code()) {
            case AWS_SERVICE_ACCESS_DISABLED ->
                code + ": the organization does not let Access Analyzer in. Enable trusted access for"
                        + " access-analyzer.amazonaws.com in AWS Organizations.";
            case DELEGATED_ADMINISTRATOR_DEREGISTERED ->
                code + ": this account is no longer the delegated administrator for Access Analyzer. Register it again,"
                        + " or run Portcullis in the account that is.";
            case ORGANIZATION_DELETED ->
                code + ": the organization does not exist any more. Delete the analyzer, and trust the account alone.";
            case SERVICE_LINKED_ROLE_CREATION_FAILED ->
                code + ": the role AWSServiceRoleForAccessAnalyzer could not be created. Create it with aws iam"
                        + " create-service-linked-role --aws-service-name access-analyzer.amazonaws.com, which needs"
                        + " iam:CreateServiceLinkedRole, and delete the analyzer: it is created anew.";
            case UNKNOWN_TO_SDK_VERSION -> code + " and cannot be asked.";
        };
    }

    /** The same name and token each time: created twice at the same time, it is still one. */
    private Found create(AccessAnalyzerClient client, String region) {
        try {
            String arn = client.createAnalyzer(
                            request -> request.analyzerName(name).type(type).clientToken(token(region)))
                    .arn();
            return new Awaited("AWS's Access Analyzer " + arn + " was created and is not ACTIVE yet.", Duration.ZERO);
        } catch (ServiceQuotaExceededException e) {
            return created(client)
                    .orElseGet(() -> refused(
                            CREATE,
                            e,
                            " An account has one ACCOUNT analyzer and five ORGANIZATION analyzers in a Region, and they"
                                    + " are used up, although none of type " + type
                                    + " is listed. Delete one, or ask for a higher quota."));
        } catch (ConflictException e) {
            return created(client)
                    .orElseGet(() -> refused(
                            CREATE,
                            e,
                            " The name " + name
                                    + " is taken by an analyzer of another type: delete that, or create one of"
                                    + " type " + type + " by hand."));
        } catch (SdkException e) {
            return refused(CREATE, e, rights());
        }
    }

    /** What somebody else has created meanwhile. */
    private Optional<Found> created(AccessAnalyzerClient client) {
        return best(client).map(this::judged);
    }

    private String rights() {
        return " The first analyzer of an account also needs iam:CreateServiceLinkedRole for"
                + " AWSServiceRoleForAccessAnalyzer"
                + (type == Type.ORGANIZATION
                        ? ", and one of type ORGANIZATION belongs in the management account or that of the delegated"
                                + " administrator."
                        : ".");
    }

    private String token(String region) {
        return UUID.nameUUIDFromBytes((name + " " + region).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Found refused(String permission, SdkException e, String further) {
        return Trouble.mayPass(e)
                ? new Awaited(Trouble.of(permission, e), Trouble.pause(e))
                : new Unusable(Trouble.of(permission, e) + (e instanceof AwsServiceException ? further : ""));
    }
}
