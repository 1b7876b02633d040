package io.portcullis.reasoning;

import io.portcullis.reasoning.Notation.Span;
import io.portcullis.reasoning.axis.LineDraft.Interval;
import io.portcullis.reasoning.axis.LineDraft.Region;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.CommonText;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Progress;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses, times and numbers have a text of some form, where a key is compared as text and as what it is. AWS writes
 * an address of IPv4 in one way and the time of a request up to the second; how it writes other values is not documented, and
 * then the answer has two bounds. For one question and one thread: its work is bounded altogether.
 */
final class PointTexts {

    /**
     * Points with a text of some form.
     *
     * @param surely those that have one however they are written
     * @param possibly all that may have one
     */
    record Bounds(Region surely, Region possibly) {
        /** Whether nothing is left open. */
        boolean areOne() {
            return surely.equals(possibly);
        }
    }

    /** Spans that are looked at; of further ones nothing is known. */
    private static final int MOST_SPANS = 100_000;

    /** Intervals that are made; for more of them nothing is known. */
    private static final int MOST_INTERVALS = 4_096;

    private static final Interval ALL = new Interval(Literals.FAR.negate(), Literals.FAR);

    private static final Interval ALL_V6 = Addresses.parse("::/0").orElseThrow().interval();

    private static final CharSet OF_V6 = CharSet.anyOf("0123456789abcdefABCDEF:");

    /** All ways to write an address of IPv6, and more: the last two groups may be written as in IPv4. */
    private static final Glob V6 =
            Glob.EMPTY.many(OF_V6).then(":").many(OF_V6).then(":").many(OF_V6).many(CharSet.DIGIT.or(CharSet.of('.')));

    private final Budget spans = new Budget(MOST_SPANS);
    private final Budget intervals = new Budget(MOST_INTERVALS);

    /** Spans whose points are written alike but for what they begin with; how far that came makes the difference. */
    private record Shape(BigDecimal width, int fields, List<Progress> reached) {}

    /** Disjoint spans in order; those that meet are made one. */
    private static final class Spans {
        private final List<Span> all = new ArrayList<>();

        /** Adds one behind the others; tells whether there is one more then. */
        boolean add(Span span) {
            boolean meets = !all.isEmpty() && all.getLast().to().compareTo(span.from()) == 0;
            all.add(meets ? new Span(all.removeLast().from(), span.to(), "", 0) : span);
            return !meets;
        }

        Region region(List<Interval> more) {
            List<Interval> intervals = new ArrayList<>(more);
            all.forEach(span -> intervals.add(new Interval(span.from(), span.to())));
            return new Region(intervals, all.stream().map(Span::to).toList());
        }
    }

    /** Bounds in the making. */
    private static final class Growing {
        private final Notation notation;
        private final Spans surely = new Spans();
        private final Spans possibly = new Spans();

        /** Spans that have all their points in. */
        private final Set<Shape> whole = new HashSet<>();

        Growing(Notation notation) {
            this.notation = notation;
        }
    }

    /** The points of a key's line whose text is one of these. */
    Bounds of(ContextKey key, Texts texts) {
        Language language = texts.language();
        if (key.type() == ContextKey.ValueType.IP) {
            List<Interval> surely =
                    language.globs().stream().anyMatch(PointTexts::hasAllV6) ? List.of(ALL_V6) : List.of();
            List<Interval> possibly = language.globs().stream()
                    .flatMap(glob -> v6(glob).stream())
                    .distinct()
                    .toList();
            return written(Notation.IPV4, language, surely, possibly);
        }
        if (key.normalized().equals("aws:currenttime")) {
            return written(Notation.DATE, language, List.of(), List.of());
        }
        boolean all =
                language.globs().stream().anyMatch(glob -> Progress.of(glob).takesAll());
        return new Bounds(
                Region.of(all ? List.of(ALL) : List.of()),
                Region.of(
                        all
                                ? List.of(ALL)
                                : language.globs().stream()
                                        .map(PointTexts::number)
                                        .toList()));
    }

    private static Interval number(Glob glob) {
        return Optional.of(glob)
                .filter(Glob::isLiteral)
                .flatMap(literal -> Literals.number(literal.beginning()))
                .map(point -> new Interval(point, point))
                .orElse(ALL);
    }

    private static boolean hasAllV6(Glob glob) {
        return Language.of(V6).isSeenWithin(Language.of(glob));
    }

    /** The one address that a text may be; empty when it is none. */
    static Optional<Interval> address(String text) {
        return Addresses.parse(text).filter(range -> text.indexOf('/') < 0).map(Addresses.Range::interval);
    }

    /** The addresses of IPv6 that may have such a text. */
    private static Optional<Interval> v6(Glob glob) {
        if (glob.isLiteral()) {
            return address(glob.beginning()).filter(address -> ALL_V6.has(address.low()));
        }
        return CommonText.of(V6, glob).map(text -> ALL_V6);
    }

    private Bounds written(Notation notation, Language texts, List<Interval> surely, List<Interval> possibly) {
        Growing growing = new Growing(notation);
        try {
            grow(
                    growing,
                    notation.whole(),
                    texts.globs().stream().map(Progress::of).toList());
        } catch (TooComplex e) {
            return new Bounds(Region.of(surely), Region.of(List.of(ALL)));
        }
        return new Bounds(growing.surely.region(surely), growing.possibly.region(possibly));
    }

    /** Adds the points of a span, and tells whether that is surely all of them. */
    private boolean grow(Growing growing, Span span, List<Progress> before) throws TooComplex {
        List<Progress> here = new ArrayList<>(before.size());
        for (Progress each : before) {
            Progress after = each.after(span.text());
            if (!after.isDead()) {
                here.add(after);
            }
        }
        Shape shape = new Shape(span.to().subtract(span.from()), span.fields(), here);
        if (here.stream().anyMatch(Progress::takesAll) || growing.whole.contains(shape)) {
            add(span, growing.surely);
            add(span, growing.possibly);
            return true;
        }
        return span.fields() == 0 ? growLast(growing, span, here) : growFields(growing, span, shape);
    }

    private boolean growFields(Growing growing, Span span, Shape shape) throws TooComplex {
        List<Span> inner = shape.reached.isEmpty() ? List.of() : growing.notation.within(span);
        spans.spend((long) inner.size() * shape.reached.size());
        boolean whole = !inner.isEmpty();
        for (Span each : inner) {
            whole &= grow(growing, each, shape.reached);
        }
        if (whole) {
            growing.whole.add(shape);
        }
        return whole;
    }

    private boolean growLast(Growing growing, Span span, List<Progress> here) throws TooComplex {
        boolean ends = growing.notation.isAll();
        boolean done = here.stream().anyMatch(Progress::isDone);
        if (ends && done) {
            add(span, growing.surely);
        }
        if (ends ? done : !here.isEmpty()) {
            add(span, growing.possibly);
        }
        return ends && done;
    }

    private void add(Span span, Spans to) throws TooComplex {
        if (to.add(span)) {
            intervals.spend(1);
        }
    }
}
