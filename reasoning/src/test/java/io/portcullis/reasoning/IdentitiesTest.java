package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.Identities.Callers;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.TextClasses.TextClass;
import io.portcullis.reasoning.text.Texts;
import io.portcullis.reasoning.text.TooComplex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who there is to call, and one of each kind that tests tell apart. */
class IdentitiesTest {

    private static final String ROOT = "arn:aws:iam::222222222222:root|";
    private static final String USER = "arn:aws:iam::222222222222:user/p/u|AIDA1";
    private static final String SESSION = "arn:aws:iam::222222222222:role/r|AROA1:s";
    private static final String FEDERATED_USER = "arn:aws:sts::222222222222:federated-user/f|";
    private static final String CHINESE = "arn:aws-cn:iam::222222222222:root|";
    private static final String SERVICE = Principals.SERVICE + "sns.amazonaws.com";
    private static final String OWN_SERVICE = Principals.SERVICE + "own";
    private static final String GOOGLE = Principals.FEDERATED + "accounts.google.com";
    private static final String GOOGLES = Principals.SESSION + "accounts.google.com";
    private static final String CANONICAL =
            Principals.CANONICAL + "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

    private static final List<String> ALL = List.of(
            ROOT,
            USER,
            SESSION,
            FEDERATED_USER,
            CHINESE,
            SERVICE,
            OWN_SERVICE,
            GOOGLE,
            GOOGLES,
            CANONICAL,
            Principals.ANONYMOUS);

    private static Identities of(Callers callers, boolean anonymous, String principal) {
        Questions account = Questions.ofAccount();
        Questions questions = anonymous ? account.withAnonymousCallers() : account;
        return Identities.of(
                questions.question(Questions.policy("{'Effect':'Allow',%s'Action':'*','Resource':'*'}"
                        .formatted(principal)
                        .replace('\'', '"'))),
                callers);
    }

    private static List<String> among(Identities identities) {
        return ALL.stream().filter(identities::has).toList();
    }

    @Test
    void everyAwsIdentityOfThePartitionMayCall() {
        assertThat(among(of(Callers.PEOPLE, false, ""))).containsExactly(ROOT, USER, SESSION, FEDERATED_USER);
        assertThat(among(of(Callers.PEOPLE, true, "'Principal':'*',")))
                .containsExactly(ROOT, USER, SESSION, FEDERATED_USER, Principals.ANONYMOUS);
        assertThat(among(of(Callers.ATTACHABLE, false, ""))).containsExactly(USER, SESSION, FEDERATED_USER);
        assertThat(among(of(Callers.ALL, false, ""))).containsExactly(ROOT, USER, SESSION, FEDERATED_USER, SERVICE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'Federated':'accounts.google.com'} | accounts.google.com",
                "{'CanonicalUser':'79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'} | 79a59df",
                "{'AWS':'arn:aws-cn:iam::111111111111:role/r'} | aws-cn",
                "{'AWS':'arn:aws-cn:iam::111111111111:root'} | aws-cn",
                "{'AWS':'arn:aws:iam::111111111111:root'} | nobody more",
                "{'AWS':'111111111111'} | nobody more",
                "{'AWS':'arn:aws-cn:iam::*:role/r'} | nobody more",
                "{'Service':'own'} | nobody more",
            })
    void whoHasNoArnOfThePartitionIsThereWhenAPrincipalNamesHim(String principal, String part) {
        assertThat(among(of(Callers.PEOPLE, false, "'Principal':" + principal + ",")))
                .filteredOn(
                        caller -> !List.of(ROOT, USER, SESSION, FEDERATED_USER).contains(caller))
                .allSatisfy(caller -> assertThat(caller).contains(part))
                .hasSize(part.equals("nobody more") ? 0 : 1);
    }

    @Test
    void aServiceOfItsOwnNameIsThereWhenAPrincipalNamesIt() {
        assertThat(among(of(Callers.ALL, false, "'Principal':{'Service':'own'},")))
                .contains(SERVICE, OWN_SERVICE);
        assertThat(of(Callers.ALL, false, "'Principal':{'Service':'own'},").samples(List.of()))
                .hasValueSatisfying(samples -> assertThat(samples)
                        .contains(OWN_SERVICE, Principals.SERVICE + "a.amazonaws.com")
                        .doesNotHaveDuplicates());
    }

    private static Texts arn(String arn) {
        return new Principals.WithArn(arn);
    }

    @Test
    void anArnThatIsNamedHasSomebodyWhoCanHaveIt() {
        List<Texts> tests = List.of(
                arn("arn:aws:iam::111111111111:root"),
                arn("arn:aws:iam::111111111111:user/p/u"),
                arn("arn:aws:iam::111111111111:role/r"),
                arn("arn:aws:sts::111111111111:federated-user/f"));
        assertThat(of(Callers.PEOPLE, true, "").samples(tests).orElseThrow())
                .contains(
                        Principals.ANONYMOUS,
                        "arn:aws:iam::111111111111:root|",
                        "arn:aws:iam::111111111111:user/p/u|AIDA0",
                        "arn:aws:iam::111111111111:role/r|AROA0:a",
                        "arn:aws:sts::111111111111:federated-user/f|");
        assertThat(of(Callers.ATTACHABLE, false, "").samples(tests).orElseThrow())
                .contains("arn:aws:iam::111111111111:role/r|AROA0:a")
                .doesNotContain(Principals.ANONYMOUS, "arn:aws:iam::111111111111:root|");
    }

    @Test
    void anArnThatNobodyCanHaveHasNobody() {
        List<Texts> tests = List.of(
                arn("arn:aws:iam::111111111111"),
                arn("arm:aws:iam::111111111111:root"),
                arn("arn:aws-cn:iam::111111111111:root"),
                arn("arn:aws:iam:us-east-1:111111111111:root"),
                arn("arn:aws:iam::1111:root"),
                arn("arn:aws:iam::111111111111:group/g"),
                arn("arn:aws:iam::111111111111:user/"),
                arn("arn:aws:iam::111111111111:role/"),
                arn("arn:aws:iam::111111111111:user/a b"),
                arn("arn:aws:sts::111111111111:federated-user/"),
                arn("arn:aws:sts::111111111111:federated-user/p/f"),
                arn("arn:aws:sns::111111111111:root"));
        assertThat(of(Callers.PEOPLE, false, "").samples(tests)).contains(List.of("arn:aws:iam::000000000000:root|"));
    }

    @Test
    void whatTestsOfArnsTellApartIsToldOfCallersWithoutOneToo() throws TooComplex {
        List<Texts> tests = List.of(
                CallerKeys.arnIs(Language.of(
                        Glob.literal("arn:aws:iam::").many(Principals.FIELD).then("x"))),
                new Principals.Signed(),
                new Texts.One(Principals.ANONYMOUS),
                new Texts.Starting(Principals.SESSION));
        for (Callers callers : Callers.values()) {
            Identities identities = of(callers, true, "'Principal':{'Federated':'accounts.google.com'},");
            assertThat(identities.samples(tests)).isEmpty();
            List<TextClass> classes = identities.classes(tests, new Budget(1_000_000));
            assertThat(classes).allSatisfy(each -> {
                assertThat(identities.has(each.example())).as(each.example()).isTrue();
                assertThat(signature(tests, each.example()))
                        .isEqualTo(each.signature().stream().boxed().toList());
            });
            List<List<Integer>> kinds = new ArrayList<>(List.of(List.of(0, 1), List.of(1), List.of(2), List.of(3)));
            if (callers == Callers.ALL) {
                kinds.add(List.of());
            }
            assertThat(classes)
                    .extracting(each -> each.signature().stream().boxed().toList())
                    .containsExactlyInAnyOrderElementsOf(kinds);
        }
    }

    private static List<Integer> signature(List<Texts> tests, String caller) {
        return IntStream.range(0, tests.size())
                .filter(test -> tests.get(test).has(caller))
                .boxed()
                .toList();
    }

    @Test
    void aCallerOfEveryKindOfArnHasAnIdOfThatKind() throws TooComplex {
        Identities identities = of(Callers.PEOPLE, false, "");
        for (String kind : List.of(
                "iam::222222222222:root",
                "iam::222222222222:user/",
                "iam::222222222222:role/",
                "sts::222222222222:federated-user/")) {
            Texts test =
                    CallerKeys.arnIs(Language.of(Glob.literal("arn:aws:" + kind).many(Principals.FIELD)));
            Texts untold = CallerKeys.arnIs(
                    Language.of(Glob.literal("arn:").many(Principals.FIELD).then("x")));
            Set<String> examples = new HashSet<>();
            for (TextClass each : identities.classes(List.of(test, untold), new Budget(1_000_000))) {
                if (each.signature().get(0)) {
                    examples.add(each.example());
                }
            }
            assertThat(examples).isNotEmpty().allSatisfy(caller -> {
                assertThat(caller).contains(kind);
                assertThat(identities.has(caller)).as(caller).isTrue();
            });
        }
    }

    @Test
    void noUsersNameIsEmpty() {
        Questions questions = Questions.ofAccount();
        for (String nobody : List.of(
                "{'StringEquals':{'aws:username':''}}",
                "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::222222222222:user/path/'}}",
                "{'StringLike':{'aws:PrincipalArn':'arn:aws:iam::222222222222:user/*/'}}",
                "{'StringEquals':{'aws:username':'${aws:PrincipalTag/t}','aws:PrincipalTag/t':''}}")) {
            assertThat(Questions.verdict(questions.allow(nobody))).as(nobody).isEqualTo("clean");
        }
        Access named = questions.allow("{'StringEquals':{'aws:username':['','${aws:PrincipalTag/t}']}}");
        assertThat(named.cells())
                .isNotEmpty()
                .allSatisfy(
                        cell -> assertThat(cell.witness().values("aws:username").getFirst())
                                .isNotEmpty());
    }
}
