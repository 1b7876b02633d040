package io.portcullis.aws;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.api.AccessAnalyzerApi;
import io.portcullis.api.ApiParts;
import io.portcullis.api.Pace;
import io.portcullis.response.InMemoryFindingStore;
import io.portcullis.response.Inspection;
import io.portcullis.response.Inspector;
import io.portcullis.response.Patience;
import io.portcullis.response.PatientInspector;
import io.portcullis.response.ResourceAnalyzer;
import io.portcullis.response.ResourceAnalyzer.NotYet;
import io.portcullis.response.ResourceReader;
import io.portcullis.wire.Disturbance;
import io.portcullis.wire.Service;
import io.portcullis.wire.ServiceFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;

/**
 * A local account with an Access Analyzer that takes its time or is in trouble, over a real socket, and the managed
 * analyzer that asks it with the SDK's client. Time passes when it is told to.
 */
final class AnalyzerBench implements AutoCloseable {

    /** AWS takes this long to create an analyzer and to analyze a resource. */
    static final Duration CREATING = Duration.ofSeconds(20);

    static final Duration ANALYSIS = Duration.ofSeconds(10);

    static final ZoneOfTrust.Account ZONE = new ZoneOfTrust.Account(AwsBench.ACCOUNT);
    static final ZoneOfTrust.Organization ORGANIZATION =
            new ZoneOfTrust.Organization("o-a1b2c3d4e5", Set.of(AwsBench.ACCOUNT));

    final PassingTime time = new PassingTime();
    /** The keys that Access Analyzer may not read. */
    final Set<Resource> locked = ConcurrentHashMap.newKeySet();

    final AwsBench aws;
    final KmsReader reader;
    final ManagedAnalyzer managed;
    final AccessAnalyzerClient client;
    private Optional<AccessAnalyzerApi> api = Optional.empty();

    /** Everything takes its time. */
    static AnalyzerBench slow(Disturbance... disturbances) {
        return new AnalyzerBench(Pace.slow(CREATING, ANALYSIS), ZONE, disturbances);
    }

    AnalyzerBench(Pace pace, ZoneOfTrust zone, Disturbance... disturbances) {
        aws = new AwsBench(clients -> List.of(service(clients, pace, List.of(disturbances))));
        reader = new KmsReader(aws.clients, AwsBench.REGION);
        managed = new ManagedAnalyzer(aws.clients::accessAnalyzer, zone, time);
        client = aws.clients.accessAnalyzer(AwsBench.REGION);
    }

    private Service service(Supplier<AwsClients> clients, Pace pace, List<Disturbance> disturbances) {
        AccessAnalyzerApi made = new AccessAnalyzerApi(new ApiParts(
                new InMemoryFindingStore(),
                (account, region) -> new Locking(new KmsReader(clients.get(), region)),
                zone -> new EmbeddedAnalyzer(zone, Settings.DEFAULT),
                Optional.of(ORGANIZATION),
                ApiParts.FindingEvents.NONE,
                time,
                pace));
        api = Optional.of(made);
        return Disturbance.disturbed(made.service(), disturbances);
    }

    /** Reads what is not locked. */
    private final class Locking implements ResourceReader {
        private final ResourceReader reader;

        Locking(ResourceReader reader) {
            this.reader = reader;
        }

        @Override
        public Reading read(Resource resource) {
            return locked.contains(resource)
                    ? new Unreadable(resource, "kms:GetKeyPolicy failed: AccessDeniedException")
                    : reader.read(resource);
        }

        @Override
        public Listing list(ResourceType type) {
            return reader.list(type);
        }
    }

    /** Asks about a key that has just changed, for the first time. */
    Inspection ask(Resource key) {
        return ask(managed, key);
    }

    Inspection ask(ResourceAnalyzer analyzer, Resource key) {
        return new Inspector(reader, analyzer).inspect(key, time.instant());
    }

    /** Asks again after some time. */
    Inspection askAgain(Inspection before, Duration after) {
        return askAgain(managed, before, after);
    }

    Inspection askAgain(ResourceAnalyzer analyzer, Inspection before, Duration after) {
        time.of(after);
        return new Inspector(reader, analyzer).inspect(before.resource(), notYet(before));
    }

    /** Asks until there is an answer, or ten minutes have passed. */
    Analysis answer(Resource key) {
        return answer(managed, key);
    }

    Analysis answer(ResourceAnalyzer analyzer, Resource key) {
        PatientInspector patient = new PatientInspector(new Inspector(reader, analyzer), Patience.DEFAULT, time, time);
        return analysis(patient.inspect(key));
    }

    static NotYet notYet(Inspection inspection) {
        if (inspection instanceof Inspection.Pending(var state, NotYet answer)) {
            return answer;
        }
        throw new AssertionError("there is an answer: " + inspection);
    }

    static Analysis analysis(Inspection inspection) {
        if (inspection instanceof Inspection.Analyzed(var state, Analysis analysis)) {
            return analysis;
        }
        throw new AssertionError("there is no answer: " + inspection);
    }

    /** How often an operation was called. */
    long calls(String operation) {
        return aws.calls.stream().filter(operation::equals).count();
    }

    /** The owner's policy, that lets in so many other accounts. */
    static String shared(int accounts) {
        String others = IntStream.range(0, accounts)
                .mapToObj(i -> "\"%012d\"".formatted(200_000_000_000L + i))
                .collect(Collectors.joining(","));
        return """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":"kms:*","Resource":"*"},
                {"Effect":"Allow","Principal":{"AWS":[%s]},"Action":"kms:Decrypt","Resource":"*"}]}""".formatted(AwsBench.ACCOUNT, others);
    }

    static ServiceFault throttled(int seconds) {
        return new ServiceFault("ThrottlingException", 429, "slow down").withHeader("Retry-After", "" + seconds);
    }

    static ServiceFault denied(String operation) {
        return new ServiceFault(
                "AccessDeniedException", 403, "User is not authorized to perform access-analyzer:" + operation);
    }

    static ServiceFault unknown(Resource key) {
        return new ServiceFault("ResourceNotFoundException", 404, "There is no " + key.arn())
                .with("resourceId", key.arn())
                .with("resourceType", "Resource");
    }

    @Override
    public void close() {
        api.ifPresent(AccessAnalyzerApi::close);
        aws.close();
    }
}
