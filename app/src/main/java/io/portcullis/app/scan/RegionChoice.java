package io.portcullis.app.scan;

import io.portcullis.aws.Attempt;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.EnabledRegions;
import java.util.List;

/** Which Regions of each account are scanned. */
sealed interface RegionChoice {

    /** These. */
    record Named(List<String> regions) implements RegionChoice {
        /** Copies the Regions. */
        public Named {
            regions = List.copyOf(regions);
        }
    }

    /** All that the account may use, which is for each account to say. */
    record Enabled() implements RegionChoice {}

    /** The Regions of the account that these clients have credentials of. */
    default Attempt<List<String>> in(AwsClients clients) {
        return switch (this) {
            case Named(List<String> regions) -> new Attempt.Given<>(regions);
            case Enabled() -> EnabledRegions.of(clients.accountManagement());
        };
    }
}
