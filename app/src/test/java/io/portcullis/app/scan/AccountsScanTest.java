package io.portcullis.app.scan;

import static io.portcullis.app.scan.OrganizationBench.ID;
import static io.portcullis.app.scan.OrganizationBench.MANAGEMENT;
import static io.portcullis.app.scan.OrganizationBench.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.EmbeddedAnalyzer;
import io.portcullis.analyzer.Settings;
import io.portcullis.analyzer.Verdict;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.app.account.Identity;
import io.portcullis.aws.MemberRole;
import io.portcullis.response.Patience;
import io.portcullis.response.ResourceAnalyzer;
import io.portcullis.wire.ServiceFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Scans accounts over real sockets, with calls that are tried once. */
class AccountsScanTest {

    private static final String ONE = "222222222222";
    private static final String OTHER = "333333333333";

    /** Three at a time, seen from the server: each call waits until there are three, and there are never more. */
    @ParameterizedTest
    @ValueSource(strings = {"AssumeRole", "ListKeys"})
    void keepsToItsBoundAndUsesIt(String operation) {
        int bound = 3;
        String[] many = IntStream.range(0, 11)
                .mapToObj(number -> String.valueOf(200_000_000_000L + number))
                .toArray(String[]::new);
        CyclicBarrier together = new CyclicBarrier(bound);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        // As many calls as make whole threes: the own account is not assumed.
        List<String> accounts = operation.equals("AssumeRole")
                ? Stream.of(many).limit(9).toList()
                : Stream.concat(Stream.of(MANAGEMENT), Stream.of(many)).toList();
        try (OrganizationBench bench = OrganizationBench.of(members(many), (call, on) -> {
            if (call.operation().equals(operation)) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                await(together);
                now.decrementAndGet();
            }
            return on.apply(call.caller(), call.request());
        })) {
            assertThat(scan(bench, bound).over(accounts)).isEmpty();
            assertThat(most).hasValue(bound);
        }
    }

    @Test
    void saysForItsAccountThatItThrottledThroughEveryRetry() {
        try (OrganizationBench bench = OrganizationBench.of(members(ONE, OTHER), (call, on) -> {
            if (call.is("ListKeys", ONE)) {
                throw new ServiceFault("ThrottlingException", 400, "Rate exceeded");
            }
            return on.apply(call.caller(), call.request());
        })) {
            String clean = bench.key(OTHER, "us-east-1");

            List<Analysis> answers = scan(bench, 8).over(List.of(MANAGEMENT, ONE, OTHER));

            assertThat(answers).hasSize(2);
            assertThat(answers.getFirst().resource().arn()).isEqualTo("arn:aws:kms:us-east-1:" + ONE + ":key/*");
            assertThat(answers.getFirst().verdict()).isEqualTo(Verdict.UNREADABLE);
            assertThat(answers.getFirst().reasons().getFirst())
                    .contains("kms:ListKeys", "throttled through every retry");
            assertThat(answers.getLast().resource().arn()).isEqualTo(clean);
            assertThat(answers.getLast().verdict()).isEqualTo(Verdict.NONE);
        }
    }

    @Test
    void renewsCredentialsThatEnd() {
        Queue<String> used = new ConcurrentLinkedQueue<>();
        try (OrganizationBench bench = OrganizationBench.of(members(ONE), (call, on) -> {
            if (call.caller().account().equals(ONE)) {
                used.add(call.caller().accessKeyId().orElseThrow());
            }
            var answer = on.apply(call.caller(), call.request());
            return answer instanceof AssumeRoleResponse assumed ? ended(assumed) : answer;
        })) {
            bench.key(ONE, "us-east-1");
            used.clear();

            List<Analysis> answers = scan(bench, 8).over(List.of(ONE));

            assertThat(answers)
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.verdict()).isEqualTo(Verdict.NONE));
            Set<String> keys = used.stream().collect(Collectors.toSet());
            assertThat(keys).as("of %s", used).hasSizeGreaterThan(1);
        }
    }

    private static AssumeRoleResponse ended(AssumeRoleResponse assumed) {
        return assumed.toBuilder()
                .credentials(assumed.credentials().toBuilder()
                        .expiration(Instant.now())
                        .build())
                .build();
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("There were never so many at a time", e);
        }
    }

    private static AccountsScan scan(OrganizationBench bench, int atATime) {
        EmbeddedAnalyzer engine = new EmbeddedAnalyzer(
                new ZoneOfTrust.Organization(ID, Set.of(MANAGEMENT, ONE, OTHER)), Settings.DEFAULT);
        return new AccountsScan(
                bench.clients(MANAGEMENT),
                new Identity(MANAGEMENT, "aws"),
                Optional.of(new MemberRole("aws", "portcullis-scan", Optional.empty())),
                new RegionChoice.Named(List.of("us-east-1")),
                new PlaceScan(ResourceAnalyzer.immediate(engine), Patience.DEFAULT, 8, Optional.empty()),
                atATime);
    }
}
