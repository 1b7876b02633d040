package io.portcullis.app.watch;

import io.portcullis.app.cli.CommandFailure;
import io.portcullis.app.undo.UndoLine;
import io.portcullis.aws.AccountResponse;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.ChangeQueue;
import io.portcullis.aws.EventBridgePublisher;
import io.portcullis.aws.QueuePace;
import io.portcullis.aws.QueueScheduler;
import io.portcullis.aws.QueuedSweep;
import io.portcullis.aws.SecurityHubPublisher;
import io.portcullis.aws.TopicPublisher;
import io.portcullis.aws.dynamodb.DynamoDbDossiers;
import io.portcullis.response.CorrectionMode;
import io.portcullis.response.Dossiers;
import io.portcullis.response.DurableFindingStore;
import io.portcullis.response.FindingStore;
import io.portcullis.response.FolderCorrectionLog;
import io.portcullis.response.FolderDossiers;
import io.portcullis.response.Publisher;
import io.portcullis.response.Responder;
import io.portcullis.response.VirtualThreadScheduler;
import io.portcullis.response.change.ChangeMessages;
import io.portcullis.response.message.FindingMail;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Responds to the changes of one account and Region. What is put off goes to the queue, so that nothing is lost when the
 * process ends, however it does: whatever it was about to do comes again.
 */
final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Endpoints endpoints;
    private final VirtualThreadScheduler scheduler;
    private final ChangeQueue queue;

    private Watch(Endpoints endpoints, VirtualThreadScheduler scheduler, ChangeQueue queue) {
        this.endpoints = endpoints;
        this.scheduler = scheduler;
        this.queue = queue;
    }

    /**
     * Listens, takes changes until closed, and has everything looked at.
     *
     * @param lines where news are written
     * @throws CommandFailure when the address cannot be listened on, there is no such table, or the findings that are kept cannot be read
     */
    static Watch begin(WatchSettings settings, AwsClients clients, NoticeLines lines, Clock clock) {
        Vitals vitals = new Vitals(clock);
        FindingStore store = new DurableFindingStore(dossiers(settings, clients, clock), telling(settings), clock);
        Census census = new Census(store, settings.analyzerArn(), clock);
        Endpoints endpoints = Endpoints.open(settings.listen(), vitals::ailment, () -> {
            Exposition exposition = new Exposition();
            vitals.writeTo(exposition);
            census.writeTo(exposition);
            return exposition.toString();
        });
        VirtualThreadScheduler scheduler = new VirtualThreadScheduler();
        AccountResponse response = response(settings, clients, store, lines, clock);
        Responder responder = responder(settings, response, scheduler, vitals);
        ChangeMessages messages = new ChangeMessages();
        ChangeQueue queue = new ChangeQueue(
                clients.sqs(),
                settings.queueUrl(),
                QueuePace.of(settings.lease(), settings.farewell()),
                message -> messages.respond(responder, message),
                vitals);
        QueuedSweep sweep = new QueuedSweep(
                response.reader(), store, settings.analyzerArn(), clients.sqs(), settings.queueUrl(), clock);
        new Rounds(sweep, scheduler, settings.rescan(), vitals).begin();
        queue.start();
        return new Watch(endpoints, scheduler, queue);
    }

    private static Dossiers dossiers(WatchSettings settings, AwsClients clients, Clock clock) {
        try {
            return settings.table()
                    .<Dossiers>map(table -> inTable(table, settings, clients))
                    .orElseGet(() -> FolderDossiers.open(settings.findings(), clock));
        } catch (UncheckedIOException unable) {
            throw CommandFailure.usage("--findings: " + unable.getMessage(), unable);
        }
    }

    private static Dossiers inTable(String table, WatchSettings settings, AwsClients clients) {
        Dossiers dossiers = new DynamoDbDossiers(clients.dynamoDb(), table);
        try {
            var _ = dossiers.read(settings.analyzerArn(), "none");
        } catch (ResourceNotFoundException none) {
            throw CommandFailure.usage(
                    "--table " + table + ": there is no such table in this account and Region", none);
        } catch (DynamoDbException mayNotLook) {
            LOG.warn("The table {} could not be looked at: {}", table, mayNotLook.getMessage());
        }
        return dossiers;
    }

    /**
     * How long news are the recorder's alone to tell. A message that was not done with comes again after half a lease at the
     * soonest: by then they are anybody's, or it would be deleted with nobody told.
     */
    private static Duration telling(WatchSettings settings) {
        return settings.lease().dividedBy(3);
    }

    private static AccountResponse response(
            WatchSettings settings, AwsClients clients, FindingStore store, NoticeLines lines, Clock clock) {
        List<Publisher> publishers = new ArrayList<>();
        publishers.add(lines);
        settings.bus().ifPresent(bus -> publishers.add(new EventBridgePublisher(clients.eventBridge(), bus)));
        settings.topic().ifPresent(topic -> publishers.add(new TopicPublisher(clients.sns(), topic, mail(settings))));
        if (settings.securityHub()) {
            publishers.add(SecurityHubPublisher.of(clients, settings.region()));
        }
        return new AccountResponse(
                settings.analyzerArn(),
                settings.region(),
                settings.zone(),
                settings.analyzer(),
                CorrectionMode.PROPOSE,
                clients,
                store,
                publishers,
                clock);
    }

    private static FindingMail mail(WatchSettings settings) {
        return settings.corrections()
                .map(folder -> new FindingMail(new UndoLine(folder, settings.endpoint())::of))
                .orElseGet(FindingMail::new);
    }

    private static Responder responder(
            WatchSettings settings, AccountResponse response, VirtualThreadScheduler scheduler, Vitals vitals) {
        QueueScheduler later = new QueueScheduler(response.clients().sqs(), settings.queueUrl(), scheduler);
        return settings.corrections()
                .map(folder -> response.correcting(new FolderCorrectionLog(folder), later, vitals))
                .orElseGet(() -> response.responder(later, vitals));
    }

    /** Where its health is told. */
    String address() {
        return endpoints.address();
    }

    /** Takes no more, gives what is in work its time to end, and lets the rest go: it comes again. */
    @Override
    public void close() {
        queue.close();
        scheduler.close();
        endpoints.close();
    }
}
