package io.portcullis.reasoning;

import io.portcullis.policy.Effect;
import io.portcullis.policy.PrincipalClause;
import io.portcullis.policy.Statement;
import io.portcullis.reasoning.box.Box;
import io.portcullis.reasoning.concrete.ArnReading;
import io.portcullis.reasoning.concrete.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The statements of one policy as sets of requests, each known from below and from above: no choice of ours is in them.
 *
 * @param rules the statements, complete
 * @param parts what each asks of a request
 */
record Statements(List<Rule> rules, List<List<Part>> parts) {

    /** Reads statements; adds their tests to the axes, and what is open in them to the openings. */
    static Statements read(List<Rule> rules, RuleReader reader, Openings openings) {
        return new Statements(
                rules,
                rules.stream()
                        .map(rule -> openings.of(
                                rule,
                                reader.read(rule).stream().map(Part::strictly).toList()))
                        .toList());
    }

    /** The same with what is open in them as what it is, whatever that be, in place of its bounds. */
    Statements alike() {
        return new Statements(
                rules,
                parts.stream()
                        .map(each -> each.stream()
                                .map(part -> part instanceof Part.Open open ? open.alike() : part)
                                .toList())
                        .toList());
    }

    /** The same with every Resource element read in one way. */
    Statements read(ArnReading reading) {
        return new Statements(
                rules,
                parts.stream()
                        .map(each -> each.stream()
                                .map(part -> either(part)
                                        .map(either -> either.read(reading))
                                        .orElse(part))
                                .toList())
                        .toList());
    }

    /**
     * The same for users and roles that have a permissions boundary, whom a Deny with NotPrincipal never spares. Source: IAM
     * user guide, "AWS JSON policy elements: NotPrincipal", key points.
     */
    Statements bounded() {
        List<List<Part>> bounded = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            List<Part> own = new ArrayList<>(parts.get(i));
            if (spares(rules.get(i))) {
                // Principals are read first.
                own.set(0, new Part.Always());
            }
            bounded.add(own);
        }
        return new Statements(rules, bounded);
    }

    /** The names of the Denies with NotPrincipal. */
    List<String> sparing() {
        return rules.stream().filter(Statements::spares).map(Rule::name).toList();
    }

    /** Whether it is a Deny that spares some. */
    static boolean spares(Rule rule) {
        Statement statement = rule.statement();
        return statement.effect() == Effect.DENY
                && statement.principals().filter(PrincipalClause::negated).isPresent()
                // Without one it has no effect, and is read as one part that is never met.
                && statement.resources().isPresent();
    }

    /** Whether the ways in which a Resource element may be read differ. */
    boolean isReadTwoWays(Space space) {
        return parts.stream()
                .flatMap(List::stream)
                .anyMatch(part -> either(part).flatMap(space::doubt).isPresent());
    }

    private static Optional<Part.Either> either(Part part) {
        Part known = part instanceof Part.Open open ? open.bounds() : part;
        return known instanceof Part.Either either ? Optional.of(either) : Optional.empty();
    }

    /** The boxes of the statements with an effect; {@code widely} counts doubts as met. */
    List<Box> boxes(Space space, Effect effect, boolean widely) {
        return boxes(space, effect, widely, rule -> true);
    }

    /** The boxes of some of the statements with an effect. */
    List<Box> boxes(Space space, Effect effect, boolean widely, Predicate<Rule> some) {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).statement().effect() == effect && some.test(rules.get(i))) {
                Box box = space.box(parts.get(i), widely);
                if (!box.isEmpty()) {
                    boxes.add(box);
                }
            }
        }
        return boxes;
    }

    /** The statements with an effect. */
    static List<Rule> of(List<Rule> rules, Effect effect) {
        return rules.stream()
                .filter(rule -> rule.statement().effect() == effect)
                .toList();
    }

    /** Why it is not known which requests the statements speak of. */
    Stream<String> doubts(Space space) {
        return parts.stream().flatMap(List::stream).map(space::doubt).flatMap(Optional::stream);
    }
}
