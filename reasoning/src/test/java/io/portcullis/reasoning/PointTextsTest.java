package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.axis.LineDraft.Interval;
import io.portcullis.reasoning.axis.LineDraft.Region;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointTextsTest {

    private static final ContextKey ADDRESS = ContextKey.named("aws:SourceIp");
    private static final ContextKey TIME = ContextKey.named("aws:CurrentTime");
    private static final ContextKey NUMBER = ContextKey.named("s3:max-keys");

    /** Any of them may be or not. */
    private static final PointTexts.Bounds UNKNOWN = new PointTexts.Bounds(
            Region.of(List.of()), Region.of(List.of(new Interval(Literals.FAR.negate(), Literals.FAR))));

    private static Glob glob(String pattern) {
        Glob glob = Glob.EMPTY;
        for (String piece : pattern.split("(?<=[*?])|(?=[*?])")) {
            glob = switch (piece) {
                case "*" -> glob.many(CharSet.ANY);
                case "?" -> glob.times(CharSet.ANY, 1);
                default -> glob.then(piece);
            };
        }
        return glob;
    }

    private static PointTexts.Bounds of(ContextKey key, String... patterns) {
        return new PointTexts()
                .of(
                        key,
                        new Language(
                                Stream.of(patterns).map(PointTextsTest::glob).toList()));
    }

    private static boolean has(Region region, BigDecimal point) {
        return region.intervals().stream().anyMatch(interval -> interval.has(point))
                && region.without().stream().noneMatch(hole -> hole.compareTo(point) == 0);
    }

    private static String told(PointTexts.Bounds bounds, BigDecimal point) {
        if (has(bounds.surely(), point)) {
            assertThat(has(bounds.possibly(), point)).isTrue();
            return "surely";
        }
        return has(bounds.possibly(), point) ? "perhaps" : "never";
    }

    private static BigDecimal address(String text) {
        return Addresses.parse(text).orElseThrow().interval().low();
    }

    /** Patterns of octets that often match: texts of some lengths with wildcards. */
    private static String pattern(Random random) {
        String octets = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> Stream.of("10", "1?", "?", "*", "2*", "1*3", "7", "*.*", "", "0", "255", "2?5")
                        .skip(random.nextInt(12))
                        .findFirst()
                        .orElseThrow())
                .collect(Collectors.joining("."));
        return random.nextInt(4) == 0 ? octets + "*" : octets;
    }

    @RepeatedTest(100)
    void anAddressOfIpv4IsWrittenInOneWay(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String[] patterns = Stream.generate(() -> pattern(random))
                .limit(1 + random.nextInt(2))
                .toArray(String[]::new);
        PointTexts.Bounds bounds = of(ADDRESS, patterns);
        for (int i = 0; i < 60; i++) {
            String text = IntStream.range(0, 4)
                    .map(octet -> random.nextBoolean()
                            ? random.nextInt(256)
                            : List.of(0, 7, 10, 13, 103, 205, 255).get(random.nextInt(7)))
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining("."));
            boolean matches =
                    Stream.of(patterns).anyMatch(pattern -> glob(pattern).matches(text));
            String expected = bounds.equals(UNKNOWN) ? "perhaps" : matches ? "surely" : "never";
            assertThat(told(bounds, address(text)))
                    .as("%s as one of %s", text, List.of(patterns))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, surely",
        "203.0.113.7, 203.0.113.8, never",
        "203.0.113.?, 203.0.113.8, surely",
        "203.0.113.?, 203.0.113.18, never",
        "203.0.113.07, 203.0.113.7, never"
    })
    void ofAddressesOfIpv4NothingIsLeftOpen(String pattern, String address, String told) {
        PointTexts.Bounds bounds = of(ADDRESS, pattern);
        assertThat(told(bounds, address(address))).isEqualTo(told);
        assertThat(bounds.areOne()).isTrue();
    }

    @Test
    void patternsThatHaveARangeTogetherHaveItWhole() {
        PointTexts.Bounds bounds = of(ADDRESS, "1*.?", "1*.??", "1*.???");
        assertThat(told(bounds, address("10.0.0.7"))).isEqualTo("surely");
        assertThat(told(bounds, address("199.255.255.255"))).isEqualTo("surely");
        assertThat(told(bounds, address("2.0.0.7"))).isEqualTo("never");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.*",
                "203.0.113.*",
                "203.0.113.7",
                "192.168.1?.*",
                "10.1.*.5",
                "1?.?.*",
                "10.0.1?.*1",
                "10.?.?.??",
                "*",
                "*.*.*.*",
                "arn:*"
            })
    void thePatternsThatPeopleWriteAreFollowed(String pattern) {
        assertThat(of(ADDRESS, pattern)).isNotEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.5", "10.*.5", "*1*", "10.0.*.*1"})
    void ofPatternsThatMatchTooManyRangesNothingIsKnown(String pattern) {
        assertThat(of(ADDRESS, pattern)).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "10.*, 2001:db8::1, never",
        "*, 2001:db8::1, surely",
        "2001:db8:*, 2001:db8::1, perhaps",
        "2001:db8:*, 10.0.0.1, never",
        "2001:db8::1, 2001:db8::1, perhaps",
        "2001:db8::1, 2001:db8::2, never",
        "2001:DB8:0:0::1, 2001:db8::1, perhaps",
        "2001:db8::/32, 2001:db8::1, never",
        "::ffff:10.*, ::ffff:10.0.0.1, perhaps",
        "*.0.0.1, ::ffff:10.0.0.1, perhaps",
        "fe80::1%eth0, fe80::1, never"
    })
    void howAnAddressOfIpv6IsWrittenIsNotTakenForKnown(String pattern, String address, String told) {
        assertThat(told(of(ADDRESS, pattern), address(address))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-*, 2026-01-01T00:00:00Z, surely",
        "2026-*, 2026-12-31T23:59:59.999Z, surely",
        "2026-*, 2025-12-31T23:59:59.999Z, never",
        "2026-*, 2027-01-01T00:00:00Z, never",
        "2026-0?-*, 2026-09-30T23:59:59Z, surely",
        "2026-0?-*, 2026-10-01T00:00:00Z, never",
        "2024-02-29T*, 2024-02-29T12:00:00Z, surely",
        "2026-06-01T09:30:00*, 2026-06-01T09:30:00.5Z, surely",
        "2026-06-01T09:30:00Z, 2026-06-01T09:30:00Z, perhaps",
        "2026-06-01T09:30:00Z, 2026-06-01T09:30:01Z, never",
        "2026-06-01T09:30:00, 2026-06-01T09:30:00Z, perhaps",
        "????-??-??T??:??:??*, 2026-06-01T09:30:00Z, surely",
        "*, 2026-06-01T09:30:00Z, surely",
        "*T09:*, 2026-06-01T09:30:00Z, perhaps",
        "2026, 2026-06-01T09:30:00Z, never"
    })
    void theTimeOfARequestIsKnownUpToTheSecond(String pattern, String instant, String told) {
        assertThat(told(of(TIME, pattern), Literals.seconds(Instant.parse(instant))))
                .isEqualTo(told);
    }

    @Test
    void aTimeOutsideOfFourDigitsOfTheYearHasASign() {
        assertThat(told(of(TIME, "9999-*"), Literals.FAR)).isEqualTo("never");
        assertThat(told(of(TIME, "+*"), Literals.FAR)).isEqualTo("surely");
        assertThat(told(of(TIME, "+1"), Literals.FAR)).isEqualTo("perhaps");
        assertThat(told(of(TIME, "*"), Literals.FAR.negate())).isEqualTo("surely");
        assertThat(told(of(TIME, "-*"), Literals.FAR.negate())).isEqualTo("surely");
        assertThat(told(of(TIME, "-*"), BigDecimal.ZERO)).isEqualTo("never");
    }

    @ParameterizedTest
    @CsvSource({"5, 5, perhaps", "05, 5, perhaps", "5.0, 5, perhaps", "5, 6, never", "5*, 1, perhaps", "*, 5, surely"})
    void aNumberMayBeWrittenInManyWays(String pattern, BigDecimal number, String told) {
        assertThat(told(of(NUMBER, pattern), number)).isEqualTo(told);
    }

    @Test
    void theWorkIsBounded() {
        PointTexts texts = new PointTexts();
        Language years = new Language(
                IntStream.range(0, 5_000).mapToObj(i -> glob("*" + i + "?")).toList());
        assertThat(texts.of(TIME, years)).isEqualTo(UNKNOWN);
        assertThat(texts.of(TIME, Language.of(glob("2026-*"))))
                .as("what is used up is used up")
                .isEqualTo(UNKNOWN);
    }
}
