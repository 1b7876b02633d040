package io.portcullis.reasoning;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tests of identities as tests of their ARNs alone, where they are no more than that: then an account is a beginning, and a
 * pattern has one wildcard in place of two.
 */
final class ArnTests {

    private static final String ARN = "arn:";
    private static final Glob.Part REST = new Glob.Element(Principals.FIELD, true);

    private final Set<String> partitions;

    /** For ARNs of these partitions. */
    ArnTests(Set<String> partitions) {
        this.partitions = partitions;
    }

    /** For each test the ARNs that pass; empty when it takes more than its ARN to tell whether an identity passes. */
    Optional<List<Language>> of(List<Texts> tests) {
        List<Language> all = new ArrayList<>(tests.size());
        for (Texts test : tests) {
            Optional<Language> arns = of(test);
            if (arns.isEmpty()) {
                return Optional.empty();
            }
            all.add(arns.get());
        }
        return Optional.of(all);
    }

    private Optional<Language> of(Texts test) {
        List<Glob> arns = new ArrayList<>();
        return add(test, arns) ? Optional.of(new Language(arns)) : Optional.empty();
    }

    /** The identities with an ARN that pass a test, in fewer and shorter globs than the test's own where its ARN tells. */
    Language identities(Texts test) {
        return of(test).map(arns -> new Language(
                        arns.globs().stream().map(ArnTests::withAnyId).toList()))
                .orElseGet(test::language);
    }

    private static Glob withAnyId(Glob arns) {
        return arns.isPrefix() ? arns : arns.then("|").many(Principals.FIELD);
    }

    private boolean add(Texts test, List<Glob> into) {
        return switch (test) {
            case Principals.InAccount in -> {
                for (String partition : partitions) {
                    if (in.partition().isEmpty() || in.partition().equals(partition)) {
                        for (String service : List.of("iam", "sts")) {
                            into.add(Glob.prefix(ARN + partition + ":" + service + "::" + in.account() + ":"));
                        }
                    }
                }
                yield true;
            }
            case Principals.WithArn with -> into.add(Glob.literal(with.arn()));
            case AnyAccounts any ->
                any.fit() == AnyAccounts.Fit.ENDING
                        && into.add(Glob.literal(any.before())
                                .many(Principals.FIELD)
                                .then(":" + any.entity()));
            case UserNamed user -> add(user.language(), into);
            case Principals.Everyone of -> into.add(Glob.prefix(ARN + of.partition() + ":"));
            case Principals.Signed ignored -> into.add(Glob.prefix(ARN));
            case Vouched ignored -> true;
            case Texts.One one -> !one.text().startsWith(ARN);
            case Texts.Starting starting -> addStarting(starting.beginning(), into);
            case Texts.Any any -> any.sets().stream().allMatch(each -> add(each, into));
            case Texts.Own ignored -> false;
            case Language language -> language.globs().stream().allMatch(glob -> addGlob(glob, into));
        };
    }

    private static boolean addStarting(String beginning, List<Glob> into) {
        int bar = beginning.indexOf('|');
        if (bar < 0) {
            return into.add(Glob.prefix(beginning));
        }
        boolean whole = bar == beginning.length() - 1;
        return whole ? into.add(Glob.literal(beginning.substring(0, bar))) : !beginning.startsWith(ARN);
    }

    /** Takes what stands before the bar, where all may follow it. */
    private static boolean addGlob(Glob glob, List<Glob> into) {
        List<Glob.Part> parts = glob.parts();
        int last = parts.size() - 2;
        boolean free = last >= 0
                && parts.getLast().equals(REST)
                && parts.get(last) instanceof Glob.Text text
                && text.text().indexOf('|') == text.text().length() - 1
                && parts.subList(0, last).stream().noneMatch(ArnTests::mayHoldBar);
        if (!free) {
            return false;
        }
        String end = ((Glob.Text) parts.get(last)).text();
        return into.add(new Glob(parts.subList(0, last)).then(end.substring(0, end.length() - 1)));
    }

    private static boolean mayHoldBar(Glob.Part part) {
        return switch (part) {
            case Glob.Text text -> text.text().indexOf('|') >= 0;
            case Glob.AnyCase text -> text.text().indexOf('|') >= 0;
            case Glob.Element element -> element.set().meets(CharSet.of('|'));
        };
    }
}
