package io.portcullis.local.events;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A schedule expression. Source: EventBridge user guide, "Creating a rule that runs on a schedule". */
sealed interface Schedule {

    /** {@code rate(5 minutes)}. */
    record Rate(long minutes) implements Schedule {
        Duration period(Duration minute) {
            return minute.multipliedBy(minutes);
        }
    }

    /** {@code cron(0 12 * * ? *)}: kept and shown; it never fires here. */
    record Cron(String fields) implements Schedule {}

    /** Reads an expression; empty when it is none: {@code rate(1 minutes)} is wrong, {@code rate(1 minute)} right. */
    static Optional<Schedule> parse(String text) {
        Matcher rate = Forms.RATE.matcher(text);
        if (rate.matches()) {
            long value = Long.parseLong(rate.group(1));
            boolean plural = rate.group(3) != null;
            return value >= 1 && plural == (value > 1)
                    ? Optional.of(new Rate(value * minutes(rate.group(2))))
                    : Optional.empty();
        }
        Matcher cron = Forms.CRON.matcher(text);
        return cron.matches() ? Optional.of(new Cron(cron.group(1))) : Optional.empty();
    }

    private static long minutes(String unit) {
        return switch (unit) {
            case "hour" -> 60;
            case "day" -> 24 * 60;
            default -> 1;
        };
    }

    /** The written forms. */
    final class Forms {
        private static final Pattern RATE = Pattern.compile("rate\\(\\s*([0-9]{1,7}) (minute|hour|day)(s)?\\s*\\)");
        private static final Pattern CRON = Pattern.compile("cron\\(((?:[0-9A-Z*?/,#L-]+ ){5}[0-9*/,-]+)\\)");

        private Forms() {}
    }
}
