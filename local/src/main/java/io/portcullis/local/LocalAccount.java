package io.portcullis.local;

import io.portcullis.local.delivery.EventSink;
import io.portcullis.local.events.Events;
import io.portcullis.local.kms.LocalKms;
import io.portcullis.local.organizations.LocalOrganizations;
import io.portcullis.local.regions.LocalRegions;
import io.portcullis.local.securityhub.LocalSecurityHub;
import io.portcullis.local.sns.Sns;
import io.portcullis.local.sqs.Sqs;
import io.portcullis.local.sts.LocalSts;
import io.portcullis.local.trail.Trail;
import io.portcullis.wire.Service;
import java.util.List;
import java.util.UUID;

/**
 * The services of AWS that live on this machine, tied together as they are in an account: changes of keys are recorded and
 * reach the default event bus, whose rules reach topics and queues, and topics reach queues and mailboxes. One instance
 * serves any number of accounts and Regions; all of its state is in memory. Safe for many threads.
 */
public final class LocalAccount implements AutoCloseable {

    private final Sqs sqs;
    private final Sns sns;
    private final Events events;
    private final LocalKms kms;
    private final LocalSecurityHub securityHub;
    private final LocalSts sts;
    private final LocalOrganizations organizations;
    private final LocalRegions regions = new LocalRegions();

    /** Starts with nothing in it. */
    public LocalAccount(LocalSettings settings) {
        this.sqs = new Sqs(settings.clock());
        this.sns = new Sns(settings.sns(), settings.mail(), sqs, settings.clock());
        this.events = new Events(settings.events(), sns, sqs, settings.clock());
        Trail trail = new Trail(events, UUID::randomUUID);
        this.securityHub = new LocalSecurityHub(settings.clock());
        this.kms = new LocalKms(settings.clock(), settings.grantDelay(), UUID::randomUUID, trail);
        this.sts = new LocalSts(settings.organization(), settings.clock());
        this.organizations = new LocalOrganizations(settings.organization());
    }

    /** The services, for a server. */
    public List<Service> services() {
        return List.of(
                kms.service(),
                events.service(),
                sns.service(),
                sqs.service(),
                securityHub.service(),
                sts.service(),
                organizations.service(),
                regions.service());
    }

    /** The default event buses, for services that stand beside these and leave events as AWS's own do. */
    public EventSink events() {
        return events;
    }

    /** Lets deliveries in progress end, then forgets everything. */
    @Override
    public void close() {
        events.close();
        sns.close();
        sqs.close();
    }
}
