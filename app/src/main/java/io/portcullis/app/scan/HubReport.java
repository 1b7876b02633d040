package io.portcullis.app.scan;

import io.portcullis.analyzer.Analysis;
import io.portcullis.analyzer.ResourceType;
import io.portcullis.app.cli.Output;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.SecurityHub;
import io.portcullis.aws.SecurityHubScan;
import io.portcullis.aws.SecurityHubScan.Scanned;
import io.portcullis.response.Publisher.Undelivered;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the Security Hub of each account and Region what was found there. Trouble is told to people and stops nothing. Safe
 * for use by many threads.
 */
final class HubReport {

    private static final Logger LOG = LoggerFactory.getLogger(HubReport.class);

    private final Output err;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** A report whose trouble is told there. */
    HubReport(Output err) {
        this.err = err;
    }

    /**
     * Tells what was found.
     *
     * @param analyses an answer a key
     * @param isWhole whether all keys were listed
     * @param began when the scan of the place began
     */
    void tell(Place place, AwsClients clients, List<Analysis> analyses, boolean isWhole, Instant began) {
        Scanned scanned = new Scanned(ResourceType.KMS_KEY, place.account(), analyses, isWhole, began);
        try {
            SecurityHubScan.of(clients, place.region()).tell(scanned).forEach(left -> refused(place, left));
        } catch (SecurityHub.NotEnabledException off) {
            err.println("Account " + place.account() + ": " + off.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Telling Security Hub of {} failed", place, e);
            refused(place, Undelivered.whole(e.toString()));
        }
    }

    private void refused(Place place, Undelivered left) {
        failed.set(true);
        String what = left.isWhole() ? "what was found" : left.what();
        err.println("Account " + place.account() + ": Security Hub in " + place.region() + " was not told " + what
                + ": " + left.reason());
    }

    /** Whether any hub that is enabled was not told all. */
    boolean hasFailed() {
        return failed.get();
    }
}
