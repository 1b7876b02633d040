package io.portcullis.app.scan;

import io.portcullis.analyzer.Analysis;
import io.portcullis.app.account.Identity;
import io.portcullis.aws.Attempt;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.MemberRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Scans accounts, each in its Regions, several at a time. Trouble with one is an answer of its own that is not clean, and
 * stops no other.
 *
 * @param home clients with the credentials of the command
 * @param identity whose these are: that account is read with them, the others by the role
 * @param role the role that is assumed in the other accounts
 * @param regions which Regions
 * @param scan what is done in each
 * @param atATime how many accounts, and then how many of their Regions, are seen to at the same time; at least 1
 */
record AccountsScan(
        AwsClients home,
        Identity identity,
        Optional<MemberRole> role,
        RegionChoice regions,
        PlaceScan scan,
        int atATime) {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsScan.class);

    /** What came of entering an account. */
    private sealed interface Entered {}

    /** Its Regions can be scanned with these clients. */
    private record Open(AwsClients clients, List<Place> places) implements Entered {
        Stream<Task> tasks() {
            return places.stream().map(place -> new Task(place, clients));
        }
    }

    /** It cannot be read; the answer says why. */
    private record Closed(Analysis answer) implements Entered {}

    private record Task(Place place, AwsClients clients) {}

    /** The answers about all keys of these accounts. */
    List<Analysis> over(List<String> accounts) {
        // First all accounts and then all Regions: as one stream there would be so many of each under way.
        List<Entered> entered = accounts.stream()
                .gather(Gatherers.mapConcurrent(atATime, this::enter))
                .toList();
        try {
            Stream<Analysis> closed = entered.stream()
                    .flatMap(each -> each instanceof Closed(Analysis answer) ? Stream.of(answer) : Stream.empty());
            Stream<Analysis> read = opened(entered)
                    .flatMap(Open::tasks)
                    .gather(Gatherers.mapConcurrent(atATime, task -> scan.keys(task.place(), task.clients())))
                    .flatMap(List::stream);
            return Stream.concat(closed, read).toList();
        } finally {
            opened(entered).forEach(open -> open.clients().close());
        }
    }

    private static Stream<Open> opened(List<Entered> entered) {
        return entered.stream().flatMap(each -> each instanceof Open open ? Stream.of(open) : Stream.empty());
    }

    private Entered enter(String account) {
        try {
            return switch (clients(account)) {
                case Attempt.Given(AwsClients clients) -> open(account, clients);
                case Attempt.Refused(String reason) -> closed(account, reason);
            };
        } catch (RuntimeException e) {
            LOG.error("Entering account {} failed", account, e);
            return closed(account, "Entering the account failed: " + e);
        }
    }

    private Attempt<AwsClients> clients(String account) {
        if (account.equals(identity.account())) {
            return new Attempt.Given<>(home.likewise());
        }
        return switch (role.orElseThrow().assume(home.sts(), account)) {
            case Attempt.Given(AwsCredentialsProvider session) -> new Attempt.Given<>(home.with(session));
            case Attempt.Refused(String reason) -> new Attempt.Refused<>(reason);
        };
    }

    private Entered open(String account, AwsClients clients) {
        return switch (regions.in(clients)) {
            case Attempt.Given(List<String> names) ->
                new Open(
                        clients,
                        names.stream()
                                .map(region -> new Place(identity.partition(), account, region))
                                .toList());
            case Attempt.Refused(String reason) -> {
                clients.close();
                yield closed(account, reason);
            }
        };
    }

    private Closed closed(String account, String reason) {
        return new Closed(new Place(identity.partition(), account, "*").unread(reason));
    }
}
