package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.PolicyKind;
import io.portcullis.reasoning.axis.Universe;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TextClasses;
import io.portcullis.reasoning.text.TextClasses.TextClass;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What is known of identities and organizations without search is what the automaton finds. */
class SamplesTest {

    private static final List<String> ACCOUNTS = List.of("000000000000", "111111111111", "222222222222", "12");

    private static final List<String> ARNS = List.of(
            "arn:aws:iam::111111111111:root",
            "arn:aws:iam::111111111111:role/a",
            "arn:aws:iam::222222222222:role/path/a",
            "arn:aws:iam::222222222222:user/a",
            "arn:aws:iam::333333333333:user/b",
            "arn:aws-cn:iam::111111111111:root",
            "arn:aws-us-gov:iam::111111111111:role/a",
            "arn:aws:sts::111111111111:federated-user/f",
            "arn:aws:sts::111111111111:assumed-role/a/s",
            "arn:aws:iam::11:role/short",
            "arn:aws:iam::111111111111:group/g",
            "arn:aws:s3:::bucket",
            "nobody");

    private static final List<String> BEFORE = List.of("arn:aws:iam::", "arn:aws:iam::", "arn:aws-cn:iam::");

    private static final List<String> ENTITIES = List.of(
            "root",
            "role/a",
            "role/",
            "ro",
            "",
            "a",
            "user/a",
            "user/a:role/a",
            "role/b:role/a",
            "role/a:",
            "role/a:a",
            "user/",
            "role/a:aa",
            "role/path/a",
            "group/g",
            "role/ä",
            "user/!");

    private static final List<String> OTHERS = List.of(
            Principals.ANONYMOUS,
            Principals.FEDERATED + "cognito-identity.amazonaws.com",
            Principals.FEDERATED + "arn:aws:iam::111111111111:saml-provider/p",
            Principals.CANONICAL + "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
            Principals.SESSION + "cognito-identity.amazonaws.com");

    private static final List<String> PATHS = List.of(
            "o-a/r-a/", "o-a/r-b/ou-c/", "o-b/r-b/", "o-b/r-b/ou-b/ou-a/", "o-/r-a/", "o-a", "o-a/", "o-aa/r-a/", "");

    @RepeatedTest(300)
    void identitiesAreToldApartAsTheAutomatonTellsThem(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        Universe universe = new Identities(
                any(random, List.of(Identities.Callers.values())),
                "aws",
                random.nextBoolean(),
                random.nextBoolean() ? Set.of("aws") : Set.of("aws", "aws-cn"),
                random.nextBoolean() ? Set.of() : Set.copyOf(OTHERS.subList(1, 5)));
        List<Texts> tests = tests(random, () -> identity(random));
        assertThat(sampled(universe, tests)).as(universe + " " + tests).isEqualTo(found(universe, tests));
    }

    @RepeatedTest(300)
    void patternsOfArnsTellIdentitiesApartAsTheAutomatonDoes(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        Universe universe = new Identities(
                any(random, List.of(Identities.Callers.PEOPLE, Identities.Callers.ATTACHABLE)),
                "aws",
                random.nextBoolean(),
                random.nextBoolean() ? Set.of("aws") : Set.of("aws", "aws-cn"),
                random.nextBoolean() ? Set.of() : Set.copyOf(OTHERS.subList(1, 5)));
        List<Texts> tests = tests(random, () -> random.nextInt(3) == 0 ? identity(random) : pattern(random));
        List<TextClass> classes = universe.classes(tests, new Budget(TextClasses.COMPARISON_BUDGET));
        assertThat(classes)
                .as(universe + " " + tests)
                .allSatisfy(each -> {
                    assertThat(universe.language().has(each.example())).isTrue();
                    assertThat(signature(tests, each.example())).isEqualTo(each.signature());
                })
                .extracting(TextClass::signature)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(found(universe, tests));
    }

    private static Texts pattern(Random random) {
        String beginning = any(
                random,
                List.of(
                        "",
                        "arn:",
                        "arn:aws:iam::",
                        "arn:aws:iam::111111111111:",
                        "arn:aws:iam::111111111111:role/",
                        "arn:aws:iam::111111111111:role/a",
                        "arn:aws:sts::222222222222:fed",
                        "arn:aws-cn:iam::2"));
        String end = any(random, List.of("", "a", "/a", ":role/a", "role/aa", ":root", "t", "1:user/b", "11:root"));
        return CallerKeys.arnIs(
                Language.of(Glob.EMPTY.then(beginning).many(Principals.FIELD).then(end)));
    }

    @RepeatedTest(200)
    void organizationsAreToldApartAsTheAutomatonTellsThem(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Texts> tests = tests(
                random,
                () -> random.nextBoolean()
                        ? new Texts.One(any(random, PATHS))
                        : new Texts.Starting(any(random, List.of("o-a/", "o-b/", "o-aa/", "o-/", "a/", ""))));
        Universe universe = new Organizations.Paths();
        assertThat(sampled(universe, tests)).as(tests.toString()).isEqualTo(found(universe, tests));
    }

    private static final List<String> BEGINNINGS = List.of(
            "",
            "*",
            "x",
            "ar",
            "arn:aws:",
            "arn:aws:s3:",
            "arn:aws:s3:::",
            "arn:aws:s3:::b",
            "arn:aws:s3:::b/",
            "arn:aws:sqs:us-east-1:111111111111:",
            "arn:aws-cn:");

    private static final List<String> RESOURCES = List.of(
            "*",
            "x",
            "arn:aws:s3:::b",
            "arn:aws:s3:::ba",
            "arn:aws:s3:::b/a",
            "arn:aws:sqs:us-east-1:111111111111:q",
            "arn:aws:s3:::");

    @RepeatedTest(300)
    void resourcesAreToldApartAsTheAutomatonTellsThem(RepetitionInfo repetition) throws TooComplex {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Texts> tests = tests(
                random,
                () -> random.nextBoolean()
                        ? new Texts.One(any(random, RESOURCES))
                        : new Texts.Starting(any(random, BEGINNINGS)));
        Universe universe = new EveryResource(any(random, List.of(PolicyKind.IDENTITY, PolicyKind.RESOURCE))).in("aws");
        if (universe.samples(tests).isPresent()) {
            assertThat(sampled(universe, tests)).as("%s", tests).isEqualTo(found(universe, tests));
        }
    }

    @Test
    void resourcesAndBeginningsOfThemAreToldApartWithoutTheAutomaton() {
        List<Texts> tests = List.of(
                Texts.ALL,
                new Texts.One("arn:aws:s3:::b/a"),
                new Texts.Starting("arn:aws:s3:::b"),
                Texts.any(List.of(new Texts.Starting("arn:aws:s3:::b/"), new Texts.Starting("arn:aws:sqs:"))));
        assertThat(new EveryResource(PolicyKind.RESOURCE).in("aws").samples(tests))
                .isPresent();
    }

    @Test
    void patternsOfResourcesAreLeftToTheAutomaton() {
        Texts floating = Texts.of(Glob.EMPTY.many(CharSet.ANY).then("a"));
        assertThat(new EveryResource(PolicyKind.RESOURCE).in("aws").samples(List.of(floating)))
                .isEmpty();
    }

    @Test
    void aNameThatBeginsLikeOneMayEndUnlikeAllOthers() throws TooComplex {
        Universe universe = new Identities(Identities.Callers.PEOPLE, "aws", false, Set.of("aws"), Set.of());
        List<Texts> tests = List.of(
                new AnyAccounts("arn:aws:iam::", "role/x:a", AnyAccounts.Fit.BEGINNING),
                new AnyAccounts("arn:aws:iam::", "a", AnyAccounts.Fit.ENDING),
                new AnyAccounts("arn:aws:iam::", "aa", AnyAccounts.Fit.ENDING));
        assertThat(sampled(universe, tests)).isEqualTo(found(universe, tests));
    }

    @Test
    void everyPrintableCharacterMayFollowABeginning() throws TooComplex {
        Universe universe = new Identities(Identities.Callers.PEOPLE, "aws", false, Set.of("aws"), Set.of());
        List<Texts> tests = IntStream.rangeClosed(' ', '~')
                .mapToObj(c -> "role/" + (c == ' ' ? "" : Character.toString(c)))
                .<Texts>map(entity -> new AnyAccounts("arn:aws:iam::", entity, AnyAccounts.Fit.BEGINNING))
                .toList();
        for (int known = 63; known <= tests.size(); known++) {
            List<Texts> some = tests.subList(0, known);
            assertThat(sampled(universe, some)).as("%d", known).isEqualTo(found(universe, some));
        }
    }

    @Test
    void patternsOfIdentitiesAreLeftToTheAutomaton() {
        Universe universe = new Identities(Identities.Callers.PEOPLE, "aws", false, Set.of("aws"), Set.of());
        assertThat(universe.samples(List.of(CallerKeys.typeIs(new Texts.One("User").language()))))
                .isEmpty();
        assertThat(new Organizations.Paths().samples(List.of(new Texts.Starting("o-a/r-"))))
                .isEmpty();
    }

    private static List<Texts> tests(Random random, Supplier<Texts> one) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> random.nextInt(4) == 0 ? new Texts.Any(List.of(one.get(), one.get())) : one.get())
                .toList();
    }

    private static Texts identity(Random random) {
        return switch (random.nextInt(9)) {
            case 6 ->
                new AnyAccounts(
                        any(random, BEFORE), any(random, ENTITIES), any(random, List.of(AnyAccounts.Fit.values())));
            case 7 -> new Texts.Starting(any(random, BEFORE) + any(random, ACCOUNTS) + ":" + any(random, ENTITIES));
            case 8 ->
                new Texts.Starting(
                        any(random, List.of(Principals.FEDERATED, Principals.SERVICE, Principals.CANONICAL)));
            case 0 -> new Principals.InAccount(any(random, List.of("", "aws", "aws-cn")), any(random, ACCOUNTS));
            case 1 -> new Principals.Everyone(any(random, List.of("aws", "aws-cn")), random.nextBoolean());
            case 2 -> new Principals.Signed();
            case 3 -> new Texts.One(any(random, OTHERS));
            default -> new Principals.WithArn(any(random, ARNS));
        };
    }

    private static <T> T any(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static Set<BitSet> sampled(Universe universe, List<Texts> tests) {
        List<String> samples = universe.samples(tests).orElseThrow();
        assertThat(samples).allMatch(universe.language()::has);
        return samples.stream().map(sample -> signature(tests, sample)).collect(Collectors.toSet());
    }

    private static BitSet signature(List<Texts> tests, String text) {
        BitSet signature = new BitSet();
        IntStream.range(0, tests.size()).filter(i -> tests.get(i).has(text)).forEach(signature::set);
        return signature;
    }

    private static Set<BitSet> found(Universe universe, List<Texts> tests) throws TooComplex {
        return TextClasses.cut(tests.stream().map(Texts::language).toList(), universe.language()).stream()
                .map(TextClass::signature)
                .collect(Collectors.toSet());
    }
}
