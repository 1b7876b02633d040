package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets of callers have two ways to say who is in them, at once and as patterns; and some are sets of ARNs and no more. */
class CallersAsTextsTest {

    private static final String ONE = "arn:aws:iam::111111111111:";

    private static final List<String> CALLERS = List.of(
            ONE + "root|",
            ONE + "user/x|AIDA1",
            ONE + "user/a:b/x|AIDA1",
            ONE + "user/ax|AIDA1",
            ONE + "role/x|AROA1:s",
            ONE + "role/xy|AROA1:s",
            ONE + "role/a/x|AROA1:s",
            ONE + "role/a:role/x|AROA1:s",
            ONE + "role/role/x|AROA1:s",
            "arn:aws:sts::111111111111:federated-user/x|",
            "arn:aws:iam::222222222222:role/x|AROA2:s",
            "arn:aws-cn:iam::111111111111:role/x|AROA3:s",
            "arn:aws-cn:iam::222222222222:root|",
            Principals.ANONYMOUS,
            Principals.SERVICE + "sns.amazonaws.com",
            Principals.CANONICAL + "79a59df900b949e5",
            Principals.SESSION + "accounts.google.com",
            Principals.FEDERATED + "accounts.google.com",
            Principals.FEDERATED + "arn:aws:iam::111111111111:saml-provider/p",
            Principals.FEDERATED + "arn:aws:iam::111111111111:oidc-provider/p");

    private static Texts anyAccounts(String entity, AnyAccounts.Fit fit) {
        return new AnyAccounts("arn:aws:iam::", entity, fit);
    }

    static Stream<Texts> sets() {
        return Stream.of(
                new Principals.Everyone("aws", false),
                new Principals.Everyone("aws", true),
                new Principals.Everyone("aws-cn", false),
                new Principals.InAccount("aws", "111111111111"),
                new Principals.InAccount("aws-cn", "111111111111"),
                new Principals.InAccount("", "111111111111"),
                new Principals.InAccount("", "11111111111"),
                new Principals.WithArn(ONE + "role/x"),
                new Principals.Signed(),
                new UserNamed("x"),
                new UserNamed("user"),
                new UserNamed("a"),
                new Vouched(true),
                new Vouched(false),
                anyAccounts("role/x", AnyAccounts.Fit.SAME),
                anyAccounts("role/x", AnyAccounts.Fit.ENDING),
                anyAccounts("role/x", AnyAccounts.Fit.BEGINNING),
                anyAccounts("root", AnyAccounts.Fit.SAME),
                anyAccounts("x", AnyAccounts.Fit.ENDING),
                anyAccounts("", AnyAccounts.Fit.BEGINNING),
                anyAccounts(ONE + "role/x", AnyAccounts.Fit.ENDING));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void whoIsInASetAtOnceIsWhomItsPatternsHave(Texts set) {
        assertThat(CALLERS)
                .allSatisfy(caller -> assertThat(set.has(caller))
                        .as("%s in %s", caller, set)
                        .isEqualTo(set.language().has(caller)));
    }

    @Test
    void aPatternOfTheBeginningsOfArnsIsOneOfCallersToo() {
        assertThat(CallerKeys.arnIs(Language.of(arn(ONE + "role/").then(Principals.REST))))
                .isEqualTo(new Texts.Starting(ONE + "role/"));
    }

    @Test
    void noCallerHasAnEmptyUserId() {
        assertThat(in(CallerKeys.userIdIs(Language.of(Glob.EMPTY)))).isEmpty();
    }

    private static List<String> in(Texts set) {
        return CALLERS.stream().filter(set::has).toList();
    }

    @Test
    void aRoleOfAnyAccountIsThatRoleAndWhatItsWildcardReaches() {
        List<String> same = List.of(ONE + "role/x|AROA1:s", "arn:aws:iam::222222222222:role/x|AROA2:s");
        assertThat(in(anyAccounts("role/x", AnyAccounts.Fit.SAME))).isEqualTo(same);
        // The wildcard of StringLike crosses colons, of which a path may have some.
        assertThat(in(anyAccounts("role/x", AnyAccounts.Fit.ENDING)))
                .containsExactly(same.getFirst(), ONE + "role/a:role/x|AROA1:s", same.getLast());
        assertThat(in(anyAccounts("role/x", AnyAccounts.Fit.BEGINNING)))
                .containsExactly(same.getFirst(), ONE + "role/xy|AROA1:s", same.getLast());
    }

    private static Glob arn(String before) {
        return Glob.literal(before);
    }

    @Test
    void aPatternIsOfAnyAccountWhenItsWildcardStandsForTheAccountAlone() {
        assertThat(AnyAccounts.of(arn("arn:aws:iam::").many(Principals.SEGMENT).then(":role/x")))
                .contains(new AnyAccounts("arn:aws:iam::", "role/x", AnyAccounts.Fit.SAME));
        assertThat(AnyAccounts.of(arn("arn:aws:iam::").many(Principals.FIELD).then(":role/x")))
                .contains(new AnyAccounts("arn:aws:iam::", "role/x", AnyAccounts.Fit.ENDING));
        assertThat(AnyAccounts.of(arn("arn:aws:iam::")
                        .many(Principals.SEGMENT)
                        .then(":role/")
                        .then(Principals.REST)))
                .contains(new AnyAccounts("arn:aws:iam::", "role/", AnyAccounts.Fit.BEGINNING));
    }

    @Test
    void otherPatternsAreNotOfAnyAccount() {
        assertThat(Stream.of(
                                arn("arn:aws:iam::").many(Principals.SEGMENT),
                                arn("arn:aws:iam::").many(Principals.SEGMENT).then("role/x"),
                                arn("arn:aws:sqs::").many(Principals.SEGMENT).then(":role/x"),
                                arn("arn:aws:iam::1").many(Principals.SEGMENT).then(":role/x"),
                                arn("arn:aws:iam::")
                                        .times(Principals.SEGMENT, 1)
                                        .then(":role/x"),
                                arn("arn:aws:iam::")
                                        .many(Principals.FIELD)
                                        .then(":role/")
                                        .then(Principals.REST),
                                arn("arn:aws:iam::")
                                        .many(Principals.SEGMENT)
                                        .then(":role/")
                                        .many(Principals.SEGMENT),
                                arn("arn:aws:iam::")
                                        .many(Principals.SEGMENT)
                                        .then(":role/")
                                        .then(Principals.REST)
                                        .then("x"))
                        .map(AnyAccounts::of))
                .allSatisfy(none -> assertThat(none).isEmpty());
    }

    static Stream<Texts> setsOfArns() {
        return Stream.of(
                new Principals.Everyone("aws", false),
                new Principals.InAccount("aws", "111111111111"),
                new Principals.InAccount("aws-cn", "111111111111"),
                new Principals.InAccount("", "111111111111"),
                new Principals.InAccount("aws", "222222222222"),
                new Principals.WithArn(ONE + "role/x"),
                new Principals.Signed(),
                new UserNamed("x"),
                new Vouched(true),
                anyAccounts("role/x", AnyAccounts.Fit.ENDING),
                new Texts.Starting(""),
                new Texts.Starting("arn:aws:iam::1"),
                new Texts.Starting(ONE + "role/x|"),
                new Texts.Starting(Principals.SERVICE),
                new Texts.Starting(Principals.FEDERATED + "accounts"),
                new Texts.One(Principals.ANONYMOUS),
                Texts.NONE,
                Principals.SIGNED_OR_NOT,
                new Texts.Any(List.of(
                        new Principals.WithArn(ONE + "user/x"), new Principals.InAccount("aws-cn", "222222222222"))),
                CallerKeys.arnIs(Language.of(arn(ONE).many(Principals.FIELD).then("x"))),
                CallerKeys.arnIs(Language.of(arn(ONE + "root"))));
    }

    /** Those who have an ARN; a bar ends it. */
    private static Stream<String> signing() {
        return CALLERS.stream().filter(new Principals.Signed()::has);
    }

    @ParameterizedTest
    @MethodSource("setsOfArns")
    void aTestOfArnsAlonePassesThoseWhoseArnsPass(Texts set) {
        List<Language> arns =
                new ArnTests(Set.of("aws", "aws-cn")).of(List.of(set)).orElseThrow();
        assertThat(arns).hasSize(1);
        assertThat(signing())
                .allSatisfy(caller -> assertThat(arns.getFirst().has(caller.substring(0, caller.indexOf('|'))))
                        .as("%s in %s", caller, set)
                        .isEqualTo(set.has(caller)));
    }

    static Stream<Texts> setsOfMore() {
        return Stream.of(
                new Texts.One(ONE + "user/x|AIDA1"),
                new Texts.Starting(ONE + "user/x|AIDA"),
                anyAccounts("role/x", AnyAccounts.Fit.SAME),
                anyAccounts("role/x", AnyAccounts.Fit.BEGINNING),
                // By the id, and by part of the ARN and the id.
                Language.of(Principals.REST.then("|AIDA1")),
                Language.of(arn(ONE + "user/x|AIDA").then(Principals.REST)),
                Language.of(arn(ONE + "user/x|").then(Principals.REST).then("|").then(Principals.REST)),
                Language.of(arn(ONE + "user/x|")),
                Language.of(Principals.REST),
                Language.of(arn("arn:").many(CharSet.ANY).then("|").then(Principals.REST)),
                new Texts.Any(List.of(new Principals.Signed(), new Texts.One(ONE + "user/x|AIDA1"))));
    }

    @ParameterizedTest
    @MethodSource("setsOfMore")
    void whatTakesMoreThanAnArnIsNotTakenForATestOfArns(Texts set) {
        ArnTests tests = new ArnTests(Set.of("aws"));
        assertThat(tests.of(List.of(set))).isEmpty();
        assertThat(tests.of(List.of(new Principals.Signed(), set))).isEmpty();
    }
}
