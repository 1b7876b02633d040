package io.portcullis.app.local;

import io.portcullis.analyzer.Resource;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.analyzer.ZoneOfTrust;
import io.portcullis.aws.AccountResponse;
import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.aws.Arns;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.ChangeQueue;
import io.portcullis.aws.EventBridgePublisher;
import io.portcullis.aws.KmsReader;
import io.portcullis.aws.QueuePace;
import io.portcullis.aws.SecurityHubPublisher;
import io.portcullis.aws.TopicPublisher;
import io.portcullis.response.CorrectionMode;
import io.portcullis.response.FindingStore;
import io.portcullis.response.FolderCorrectionLog;
import io.portcullis.response.Publisher;
import io.portcullis.response.Responder;
import io.portcullis.response.Sweep;
import io.portcullis.response.VirtualThreadScheduler;
import io.portcullis.response.change.ChangeMessages;
import io.portcullis.response.change.ChangeReader;
import io.portcullis.response.message.FindingMail;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Responds to the changes of one account and Region. */
final class Watch implements AutoCloseable {

    /** The topic that people subscribe to for messages written for them. */
    static final String TOPIC = "portcullis-findings";

    private static final int AT_A_TIME = 8;

    private final ChangeMessages messages = new ChangeMessages();
    private final KmsReader reader;
    private final Responder responder;
    private final VirtualThreadScheduler scheduler;
    private final ChangeQueue queue;

    private Watch(
            Place place,
            AwsClients clients,
            FindingStore store,
            HouseSettings settings,
            FindingMail mail,
            Clock clock,
            Consumer<Resource> changed) {
        String topicArn = clients.sns().createTopic(topic -> topic.name(TOPIC)).topicArn();
        String queueUrl = new Wiring(place, clients).queue(patterns(settings.analyzer()));
        AccountResponse response = new AccountResponse(
                analyzerArn(place),
                place.region(),
                zone(place, settings),
                settings.analyzer(),
                CorrectionMode.PROPOSE,
                clients,
                store,
                publishers(place, clients, new TopicPublisher(clients.sns(), topicArn, mail), settings),
                clock);
        this.reader = response.reader();
        this.scheduler = new VirtualThreadScheduler();
        this.responder = settings.corrections()
                .map(folder -> response.correcting(new FolderCorrectionLog(folder), scheduler, settings.progress()))
                .orElseGet(() -> response.responder(scheduler, settings.progress()));
        this.queue = new ChangeQueue(
                clients.sqs(), queueUrl, QueuePace.DEFAULT, message -> respond(message, changed), event -> {});
    }

    private static List<Publisher> publishers(
            Place place, AwsClients clients, Publisher topic, HouseSettings settings) {
        List<Publisher> publishers =
                new ArrayList<>(List.of(new EventBridgePublisher(clients.eventBridge(), "default"), topic));
        if (settings.securityHub()) {
            clients.securityHub(place.region()).enableSecurityHub(request -> {});
            publishers.add(SecurityHubPublisher.of(clients, place.region()));
        }
        return publishers;
    }

    /** Where AWS's analyzer is asked, what it finds by itself is a reason to look as well. */
    private static Map<String, String> patterns(AnalyzerChoice analyzer) {
        ChangeReader changes = new ChangeReader();
        return analyzer == AnalyzerChoice.EMBEDDED
                ? Map.of("portcullis-changes", changes.eventPattern())
                : Map.of("portcullis-changes", changes.eventPattern(), "portcullis-findings", changes.findingPattern());
    }

    /**
     * Wires a rule and a queue, looks at everything once, and then responds to changes until closed.
     *
     * @param mail writes the messages for people
     * @param changed told of each resource that a change may have touched
     */
    static Watch open(
            Place place,
            AwsClients clients,
            FindingStore store,
            HouseSettings settings,
            FindingMail mail,
            Clock clock,
            Consumer<Resource> changed) {
        Watch watch = new Watch(place, clients, store, settings, mail, clock, changed);
        watch.queue.start();
        watch.rescan(settings);
        return watch;
    }

    /**
     * The name that a watch's findings are kept under. No analyzer of the API has it: what a client's scan finds first is still
     * news here.
     */
    static String analyzerArn(Place place) {
        return Arns.analyzer(place.region(), place.account()) + "-watch";
    }

    /** Takes no more changes, and drops what was to be done later. */
    @Override
    public void close() {
        queue.close();
        scheduler.close();
    }

    private void respond(String message, Consumer<Resource> changed) {
        messages.respond(responder, message)
                .ifPresent(change -> change.resources().forEach(changed));
    }

    private void rescan(HouseSettings settings) {
        responder.handleAll(new Sweep(reader, AT_A_TIME), ResourceType.KMS_KEY);
        scheduler.after(settings.rescan(), () -> rescan(settings));
    }

    private static ZoneOfTrust zone(Place place, HouseSettings settings) {
        return settings.organization()
                .<ZoneOfTrust>map(organization -> organization)
                .orElseGet(() -> new ZoneOfTrust.Account(place.account()));
    }
}
