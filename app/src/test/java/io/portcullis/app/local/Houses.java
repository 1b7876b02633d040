package io.portcullis.app.local;

import io.portcullis.aws.AnalyzerChoice;
import io.portcullis.local.mail.OutboxMail;
import io.portcullis.response.Progress;
import io.portcullis.wire.WireSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Houses for tests: any free port, e-mail into a folder. */
public final class Houses {

    /** The account of every house. */
    public static final String ACCOUNT = "111122223333";

    private Houses() {}

    /** A house that corrects nothing and confirms subscriptions by link. */
    public static House open(Path outbox) throws IOException {
        return House.open(settings(outbox, AnalyzerChoice.EMBEDDED, Optional.empty()));
    }

    /** A house that corrects. */
    public static House correcting(Path outbox, Path corrections) throws IOException {
        return House.open(settings(outbox, AnalyzerChoice.EMBEDDED, Optional.of(corrections)));
    }

    /** A house that asks these. */
    static House asking(AnalyzerChoice analyzer, Path outbox) throws IOException {
        return House.open(settings(outbox, analyzer, Optional.empty()));
    }

    /** A house that corrects nothing and keeps its Security Hub in line. */
    public static House withSecurityHub(Path outbox) throws IOException {
        return House.open(settings(outbox, AnalyzerChoice.EMBEDDED, true, Optional.empty()));
    }

    private static HouseSettings settings(Path outbox, AnalyzerChoice analyzer, Optional<Path> corrections)
            throws IOException {
        return settings(outbox, analyzer, false, corrections);
    }

    private static HouseSettings settings(
            Path outbox, AnalyzerChoice analyzer, boolean securityHub, Optional<Path> corrections) throws IOException {
        return new HouseSettings(
                new WireSettings("127.0.0.1", 0, ACCOUNT, "us-east-1", Map.of()),
                OutboxMail.open(outbox, "no-reply@localhost"),
                false,
                analyzer,
                securityHub,
                Optional.empty(),
                corrections,
                Duration.ofHours(1),
                Progress.silent());
    }
}
