package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.axis.Axis;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What AWS leaves open in statements. How it reads some words is not known, but the same words, of the same request and in
 * statements of the same effect, it reads the same: whether a request has what they ask is a dimension. For one thread.
 */
final class Openings {

    /** Openings that get a dimension; of further ones only bounds are known. */
    private static final int MOST = 100;

    /** Words that mean the same wherever they stand. */
    private record Said(Effect effect, LanguageVersion version, Spoken.Element words) {}

    private final Map<Said, Part.Open> known = new LinkedHashMap<>();

    /** The parts of a statement, in the order in which it is read, with those that are open. */
    List<Part> of(Rule rule, List<Part> parts) {
        if (parts.stream().noneMatch(Openings::isOpen)) {
            return parts;
        }
        List<Spoken.Element> words = words(rule.statement());
        return IntStream.range(0, parts.size())
                .mapToObj(i -> isOpen(parts.get(i)) ? opening(rule, words.get(i), parts.get(i)) : parts.get(i))
                .toList();
    }

    private static boolean isOpen(Part part) {
        return part instanceof Part.Doubt
                || (part instanceof Part.Either either && isOpen(either.bounds()))
                || (part instanceof Part.Between between && !between.surely().equals(between.possibly()));
    }

    /** Its elements and conditions, in the order in which a statement is read. */
    private static List<Spoken.Element> words(Statement statement) {
        List<Spoken.Element> words = new ArrayList<>();
        statement.principals().ifPresent(clause -> words.add(Spoken.principals(clause)));
        words.add(Spoken.resources(statement.actions()));
        statement.resources().ifPresent(clause -> words.add(Spoken.resources(clause)));
        statement.conditions().forEach(condition -> words.add(Spoken.test(condition)));
        return words;
    }

    private Part opening(Rule rule, Spoken.Element words, Part bounds) {
        Said said = new Said(rule.statement().effect(), rule.version(), words);
        if (known.size() == MOST && !known.containsKey(said)) {
            return bounds;
        }
        return known.computeIfAbsent(said, ignored -> new Part.Open("Opening " + known.size(), bounds));
    }

    /** The dimensions. */
    List<Axis> axes() {
        return known.values().stream().map(open -> Axis.ofTruth(open.axis())).toList();
    }

    /** What no request is: it has all that it surely has, and nothing that it cannot have. */
    List<Box> impossible(Space space) {
        return known.values().stream().flatMap(open -> impossible(space, open)).toList();
    }

    private static Stream<Box> impossible(Space space, Part.Open open) {
        Part bounds = open.bounds() instanceof Part.Either either ? either.bounds() : open.bounds();
        return bounds instanceof Part.Between between
                ? Stream.of(
                        space.without(
                                space.within(space.whole(), between.surely()),
                                open.alike().claim()),
                        space.within(
                                space.without(space.whole(), between.possibly()),
                                open.alike().claim()))
                : Stream.of();
    }
}
