package io.portcullis.doctor;

import io.portcullis.doctor.ChangeEvents.Call;
import io.portcullis.doctor.Trail.AdvancedSelector;
import io.portcullis.doctor.Trail.BasicSelector;
import io.portcullis.doctor.Trail.FieldSelector;
import io.portcullis.doctor.Trail.Selectors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Which management events a trail's selectors take in. Pure functions. */
final class LoggedEvents {

    private LoggedEvents() {}

    /** Whether an event is logged: that of some callers alone is {@code SOME}. */
    enum Logged {
        YES,
        SOME,
        NO
    }

    /** Whether the event of a call is logged; the calls that change something are write events. */
    static Logged of(Selectors selectors, String eventSource, Call call) {
        return switch (selectors) {
            case Selectors.Basic(List<BasicSelector> all) -> basic(all, eventSource);
            case Selectors.Advanced(List<AdvancedSelector> all) -> advanced(all, event(eventSource, call));
        };
    }

    /**
     * A trail without selectors logs all management events. Sources: CloudTrail API reference, PutEventSelectors ("trails
     * created without specific event selectors are configured to log all read and write management events") and
     * EventSelector (IncludeManagementEvents, ReadWriteType, ExcludeManagementEventSources, which knows
     * {@code kms.amazonaws.com} and {@code rdsdata.amazonaws.com}).
     */
    private static Logged basic(List<BasicSelector> selectors, String eventSource) {
        boolean logged = selectors.isEmpty()
                || selectors.stream()
                        .anyMatch(selector -> selector.management()
                                && !selector.readWriteType().equals("ReadOnly")
                                && !selector.excluded().contains(eventSource));
        return logged ? Logged.YES : Logged.NO;
    }

    /** An event is logged that one selector takes in. Source: CloudTrail API reference, PutEventSelectors. */
    private static Logged advanced(List<AdvancedSelector> selectors, Map<String, String> event) {
        List<Logged> each =
                selectors.stream().map(selector -> of(selector, event)).toList();
        if (each.contains(Logged.YES)) {
            return Logged.YES;
        }
        return each.contains(Logged.SOME) ? Logged.SOME : Logged.NO;
    }

    /** All fields must agree. Source: CloudTrail API reference, AdvancedEventSelector. */
    private static Logged of(AdvancedSelector selector, Map<String, String> event) {
        List<Logged> each = selector.fields().stream()
                .map(field -> Optional.ofNullable(event.get(field.field()))
                        .map(value -> takes(field, value) ? Logged.YES : Logged.NO)
                        // Such as userIdentity.arn: events of some callers, and not of others.
                        .orElse(Logged.SOME))
                .toList();
        if (each.contains(Logged.NO)) {
            return Logged.NO;
        }
        return each.contains(Logged.SOME) ? Logged.SOME : Logged.YES;
    }

    /**
     * Operators that select are alternatives; each that deselects must not apply. Source: CloudTrail user guide, "Filtering
     * data events by using advanced event selectors", "How CloudTrail evaluates multiple conditions for a field".
     */
    private static boolean takes(FieldSelector field, String value) {
        boolean selects = !(field.equal().isEmpty()
                && field.startsWith().isEmpty()
                && field.endsWith().isEmpty());
        return (!selects || any(field.equal(), field.startsWith(), field.endsWith(), value))
                && !any(field.notEquals(), field.notStartsWith(), field.notEndsWith(), value);
    }

    private static boolean any(List<String> whole, List<String> starts, List<String> ends, String value) {
        return any(whole, value, String::equals)
                || any(starts, value, String::startsWith)
                || any(ends, value, String::endsWith);
    }

    private static boolean any(List<String> texts, String value, BiPredicate<String, String> test) {
        return texts.stream().anyMatch(text -> test.test(value, text));
    }

    /** The fields of which the value is known. Source: CloudTrail API reference, AdvancedFieldSelector, Field. */
    private static Map<String, String> event(String eventSource, Call call) {
        return Map.of(
                "eventCategory",
                "Management",
                "readOnly",
                "false",
                "eventSource",
                eventSource,
                "eventName",
                call.name(),
                "eventType",
                call.byService() ? "AwsServiceEvent" : "AwsApiCall");
    }
}
