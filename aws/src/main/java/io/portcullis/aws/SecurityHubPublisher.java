package io.portcullis.aws;

import io.portcullis.response.Notice;
import io.portcullis.response.Publisher;
import io.portcullis.response.message.AsffWriter;
import io.portcullis.response.message.Standing;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a finding a resource in Security Hub: how the resource stands now, whatever changed of it. Where the hub is not
 * enabled it tells nobody, and says that once in the log until the hub has taken a finding.
 */
public final class SecurityHubPublisher implements Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityHubPublisher.class);

    private final SecurityHub hub;
    private final AsffWriter writer;
    private final AtomicBoolean saidOff = new AtomicBoolean();

    /** A publisher to the hub of a Region, such as {@code us-east-1}. */
    public static SecurityHubPublisher of(AwsClients clients, String region) {
        return new SecurityHubPublisher(new SecurityHub(clients.securityHub(region), region, Pauses.DEFAULT), region);
    }

    SecurityHubPublisher(SecurityHub hub, String region) {
        this.hub = hub;
        this.writer = new AsffWriter(region);
    }

    @Override
    public List<Undelivered> publish(Notice notice) {
        return send(Standing.of(notice));
    }

    /**
     * The hub deletes a finding 90 days after its last update. Source: Security Hub user guide, "Creating and updating
     * findings in Security Hub CSPM".
     */
    @Override
    public void remind(Notice notice) {
        Standing standing = Standing.of(notice);
        if (!standing.isOver()) {
            send(standing)
                    .forEach(left -> LOG.warn(
                            "{} was not refreshed: {}", notice.resource().arn(), left.reason()));
        }
    }

    private List<Undelivered> send(Standing standing) {
        try {
            List<Undelivered> left = hub.send(List.of(writer.write(standing))).values().stream()
                    .map(Undelivered::whole)
                    .toList();
            saidOff.set(false);
            return left;
        } catch (SecurityHub.NotEnabledException off) {
            if (!saidOff.getAndSet(true)) {
                LOG.warn(off.getMessage());
            }
            return List.of();
        }
    }
}
