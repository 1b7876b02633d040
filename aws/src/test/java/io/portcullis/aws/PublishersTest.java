package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.mail.MailMessage;
import io.portcullis.response.KeptFinding;
import io.portcullis.response.Notice;
import io.portcullis.response.Publisher;
import io.portcullis.response.Publisher.Undelivered;
import io.portcullis.response.Transition;
import io.portcullis.response.message.FindingMail;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class PublishersTest {

    private final AwsBench bench = new AwsBench();
    private final Notice notice = bench.notice(bench.key(AwsBench.PUBLIC));
    private final List<Integer> entriesPut = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void mailsPeopleThroughATopic() throws InterruptedException {
        String topic =
                bench.clients.sns().createTopic(request -> request.name("keys")).topicArn();
        bench.clients
                .sns()
                .subscribe(request -> request.topicArn(topic).protocol("email").endpoint("security@example.com"));

        assertThat(new TopicPublisher(bench.clients.sns(), topic, new FindingMail()).publish(notice))
                .isEmpty();
        MailMessage mail = bench.mails.poll(10, TimeUnit.SECONDS);
        assertThat(mail).isNotNull();
        assertThat(mail.subject()).startsWith("[Portcullis] PUBLIC: key ");
        assertThat(mail.text()).contains("Anybody who has an AWS account", "user/alice", "put-key-policy");
    }

    @Test
    void saysWhatATopicDidNotTake() {
        String none = "arn:aws:sns:us-east-1:111122223333:none";

        assertThat(new TopicPublisher(bench.clients.sns(), none, new FindingMail()).publish(notice))
                .singleElement()
                .satisfies(undelivered -> assertThat(undelivered.reason()).contains("sns:Publish", none));
    }

    @Test
    void putsTheEventOnTheBus() {
        recordEntries();

        assertThat(events().publish(notice)).isEmpty();
        assertThat(entriesPut).containsExactly(1);
    }

    @Test
    void putsNoMoreThanTenEntriesAndAQuarterMegabyteACall() {
        recordEntries();

        assertThat(events().publish(large(6_000)))
                .as("EventBridge takes each call")
                .isEmpty();
        assertThat(entriesPut)
                .hasSizeGreaterThan(5)
                .allSatisfy(entries -> assertThat(entries).isBetween(1, 10));
    }

    @Test
    void putsOnlyTheFailedEntriesAgain() {
        List<String> details = new CopyOnWriteArrayList<>();
        bench.interruptions.put("PutEvents", (request, service) -> {
            PutEventsRequest put = (PutEventsRequest) request;
            put.entries().forEach(entry -> details.add(entry.detail()));
            PutEventsResponse response = (PutEventsResponse) service.apply(request);
            return details.size() == 1 ? allFailed(response) : response;
        });

        assertThat(events().publish(large(2_000))).isEmpty();
        assertThat(details).hasSizeGreaterThan(2);
        assertThat(details.stream().distinct()).as("one was put twice").hasSize(details.size() - 1);
        assertThat(Collections.frequency(details, details.getFirst())).isEqualTo(2);
    }

    @Test
    void saysWhichEntriesTheBusDidNotTakeAndRetriesJustThose() {
        bench.interruptions.put(
                "PutEvents", (request, service) -> allFailed((PutEventsResponse) service.apply(request)));
        Publisher events = events();
        List<Undelivered> left = events.publish(notice);

        assertThat(left).containsExactly(new Undelivered("entry 1 of 1", "ThrottlingException: slow down"));
        assertThat(bench.calls).filteredOn("PutEvents"::equals).hasSize(3);
        recordEntries();
        assertThat(events.retry(notice, left)).isEmpty();
        assertThat(events.retry(notice, List.of())).isEmpty();
        assertThat(entriesPut).containsExactly(1);
    }

    private void recordEntries() {
        bench.interruptions.put("PutEvents", (request, service) -> {
            entriesPut.add(((PutEventsRequest) request).entries().size());
            return service.apply(request);
        });
    }

    private Publisher events() {
        return new EventBridgePublisher(
                bench.clients.eventBridge(),
                "default",
                new Pauses(List.of(Duration.ofMillis(1), Duration.ofMillis(1))));
    }

    private static PutEventsResponse allFailed(PutEventsResponse response) {
        return response.toBuilder()
                .failedEntryCount(response.entries().size())
                .entries(response.entries().stream()
                        .map(entry -> PutEventsResultEntry.builder()
                                .errorCode("ThrottlingException")
                                .errorMessage("slow down")
                                .build())
                        .toList())
                .build();
    }

    /** The notice with its finding many times over, each of another second. */
    private Notice large(int findings) {
        KeptFinding one = notice.findings().getFirst();
        List<Transition> many = IntStream.range(0, findings)
                .<Transition>mapToObj(i -> new Transition.Opened(
                        new KeptFinding(
                                one.finding(),
                                one.resource(),
                                one.status(),
                                one.createdAt().minusSeconds(i),
                                one.updatedAt(),
                                one.analyzedAt()),
                        false))
                .toList();
        return new Notice(
                notice.analyzer(),
                notice.resource(),
                notice.change(),
                notice.at(),
                many,
                notice.kept(),
                notice.findings(),
                notice.plan(),
                notice.correction());
    }
}
