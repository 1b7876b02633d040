package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One ARN of each kind of caller that tests tell apart. */
class NamedCallersTest {

    private static final Texts ACCOUNT = new Principals.InAccount("", "111111111111");

    private static NamedCallers named(Texts... tests) {
        NamedCallers named = new NamedCallers();
        assertThat(named.addAll(List.of(tests))).isTrue();
        return named;
    }

    private static List<String> arns(boolean roots, Texts... tests) {
        return named(tests).arns(Set.of("aws"), roots).orElseThrow();
    }

    private static String iam(String account, String entity) {
        return "arn:aws:iam::" + account + ":" + entity;
    }

    private static Texts arn(String arn) {
        return new Principals.WithArn(arn);
    }

    @Test
    void everyAccountThatIsNamedAndOneThatIsNotHasACaller() {
        assertThat(arns(true, ACCOUNT)).containsExactly(iam("111111111111", "root"), iam("000000000000", "root"));
        assertThat(arns(false, ACCOUNT)).containsExactly(iam("111111111111", "user/a"), iam("000000000000", "user/a"));
        assertThat(arns(true, new Principals.InAccount("", "222"))).containsExactly(iam("000000000000", "root"));
    }

    @Test
    void everyPartitionHasItsOwn() {
        assertThat(named().arns(new LinkedHashSet<>(List.of("aws", "aws-cn")), true))
                .contains(List.of(iam("000000000000", "root"), "arn:aws-cn:iam::000000000000:root"));
    }

    @Test
    void theAccountThatIsNotNamedIsInNoArnEither() {
        Texts first = new Principals.InAccount("", "000000000000");
        Texts second = arn(iam("000000000001", "user/u"));
        assertThat(arns(true, first, second))
                .containsExactly(
                        iam("000000000000", "root"), iam("000000000002", "root"), iam("000000000001", "user/u"));
    }

    @Test
    void whereTheRootUserIsNamedThereIsAnother() {
        assertThat(arns(true, ACCOUNT, arn(iam("111111111111", "root"))))
                .contains(iam("111111111111", "root"), iam("111111111111", "user/a"))
                .doesNotContain(iam("000000000000", "user/a"));
        assertThat(arns(false, ACCOUNT, arn(iam("111111111111", "user/a")), arn(iam("111111111111", "user/aa"))))
                .contains(iam("111111111111", "user/aaa"), iam("000000000000", "user/a"));
    }

    static Stream<List<Texts>> entities() {
        String before = "arn:aws:iam::";
        Texts same = new AnyAccounts(before, "role/m", AnyAccounts.Fit.SAME);
        Texts ending = new AnyAccounts(before, "role/n", AnyAccounts.Fit.ENDING);
        Texts longer = new AnyAccounts(before, "x:role/n", AnyAccounts.Fit.ENDING);
        Texts beginning = new AnyAccounts(before, "role/m", AnyAccounts.Fit.BEGINNING);
        Texts further = new AnyAccounts(before, "role/mn", AnyAccounts.Fit.BEGINNING);
        Texts own = new Texts.Starting(iam("111111111111", "user/m"));
        Texts root = new AnyAccounts(before, "root", AnyAccounts.Fit.SAME);
        return Stream.of(
                List.of(same),
                List.of(ending),
                List.of(ending, longer),
                List.of(beginning, further),
                List.of(same, beginning),
                List.of(own),
                List.of(own, root),
                List.of(same, own, arn(iam("111111111111", "role/m"))),
                List.of(beginning, ending, ACCOUNT, arn(iam("111111111111", "role/n"))),
                List.of(root, arn("arn:aws:sts::111111111111:federated-user/m"), ACCOUNT));
    }

    /** Whatever the tests say of an ARN, they say of one of the samples. Names that nothing has are of the letter a. */
    @ParameterizedTest
    @MethodSource("entities")
    void aSampleIsOfEveryClass(List<Texts> tests) {
        List<String> samples = arns(true, tests.toArray(Texts[]::new));
        Set<List<Boolean>> classes = classes(tests, samples.stream());
        Stream<String> arns = Stream.of("111111111111", "222222222222")
                .flatMap(account -> Stream.concat(
                        Stream.of("arn:aws:sts::" + account + ":federated-user/m"),
                        Stream.of(
                                        "root",
                                        "user/m",
                                        "user/mn",
                                        "user/n",
                                        "user/q",
                                        "role/m",
                                        "role/mn",
                                        "role/mno",
                                        "role/n",
                                        "role/q",
                                        "role/q:role/n",
                                        "role/mx:role/n",
                                        "role/mnx:role/n",
                                        "role/q:x:role/n",
                                        "user/x:role/n",
                                        "user/mx:role/n",
                                        "user/m:role/m")
                                .map(entity -> iam(account, entity))));
        assertThat(classes).containsAll(classes(tests, arns));
    }

    private static Set<List<Boolean>> classes(List<Texts> tests, Stream<String> arns) {
        Set<List<Boolean>> classes = new LinkedHashSet<>();
        arns.forEach(arn ->
                classes.add(tests.stream().map(test -> test.has(arn + "|")).toList()));
        return classes;
    }

    @Test
    void aServiceThatNobodyNamesIsAmongThem() {
        assertThat(named().services()).containsExactly("service|a.amazonaws.com");
        assertThat(named(
                                new Texts.One("service|a.amazonaws.com"),
                                new Texts.Any(List.of(new Texts.One("federated|a"), new Texts.One("service|b"))))
                        .services())
                .containsExactly("service|aa.amazonaws.com", "service|a.amazonaws.com", "service|b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::111111111111:role/x", "arn:aws:iam::111111111111:", "service|", ""})
    void aBeginningThatHasAnAccountOrIsAllOfAKindIsTakenUp(String beginning) {
        assertThat(new NamedCallers().addAll(List.of(new Texts.Starting(beginning))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::1111", "arn:aws:sqs::111111111111:x", "arn:", "service|a"})
    void anyOtherBeginningIsLeftToTheAutomaton(String beginning) {
        assertThat(new NamedCallers().addAll(List.of(ACCOUNT, new Texts.Starting(beginning))))
                .isFalse();
    }

    @Test
    void patternsAreLeftToTheAutomaton() {
        Texts pattern = Language.of(Glob.literal("arn:").many(Principals.FIELD));
        assertThat(new NamedCallers().addAll(List.of(pattern))).isFalse();
        assertThat(new NamedCallers().addAll(List.of(new Texts.Any(List.of(ACCOUNT, pattern)))))
                .isFalse();
    }

    @Test
    void whoIsAnybodyNamesNobody() {
        assertThat(arns(true, new Principals.Everyone("aws", true), new Principals.Signed(), new Vouched(true)))
                .containsExactly(iam("000000000000", "root"));
    }

    @Test
    void moreThanTheAutomatonIsSlowerThanAreNotListed() {
        Texts[] accounts = IntStream.range(1, 20_000)
                .mapToObj(account -> new Principals.InAccount("", "%012d".formatted(account)))
                .toArray(Texts[]::new);
        assertThat(named(accounts).arns(Set.of("aws"), true)).isPresent();
        assertThat(named(accounts).arns(Set.of("aws", "aws-cn"), true)).isEmpty();
    }
}
