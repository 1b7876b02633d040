package io.portcullis.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {

    @ParameterizedTest
    @CsvSource({"rate(1 minute),1", "rate(5 minutes),5", "rate(1 hour),60", "rate(2 hours),120", "rate(1 day),1440"})
    void ratesAreWholeMinutesHoursOrDays(String text, long minutes) {
        assertThat(Schedule.parse(text)).contains(new Schedule.Rate(minutes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(1 minutes)",
                "rate(5 minute)",
                "rate(0 minutes)",
                "rate(-1 minutes)",
                "rate(5 seconds)",
                "rate(5)",
                "5 minutes",
                "cron(* * *)",
                "",
                "at(2026-01-01T00:00:00)"
            })
    void otherTextsAreNoSchedules(String text) {
        assertThat(Schedule.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void cronIsKept() {
        assertThat(Schedule.parse("cron(0 12 ? * MON-FRI *)")).contains(new Schedule.Cron("0 12 ? * MON-FRI *"));
    }
}
