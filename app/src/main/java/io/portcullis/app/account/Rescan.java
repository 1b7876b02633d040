package io.portcullis.app.account;

import io.portcullis.app.cli.CommandFailure;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How often everything is looked at without a change. A mixin of commands. */
public final class Rescan {

    @Option(
            names = "--rescan",
            paramLabel = "MINUTES",
            description = "How often everything is looked at without a change. Default: ${DEFAULT-VALUE}")
    private int rescan;

    /** The option with this default. */
    public Rescan(int minutes) {
        this.rescan = minutes;
    }

    /**
     * The time between two looks.
     *
     * @throws CommandFailure when it is none
     */
    public Duration pause() {
        if (rescan <= 0) {
            throw CommandFailure.usage("--rescan " + rescan + " is not a number of minutes above 0");
        }
        return Duration.ofMinutes(rescan);
    }
}
