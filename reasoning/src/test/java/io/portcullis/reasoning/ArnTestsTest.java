package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of callers are the same by whichever globs they are told. */
class ArnTestsTest {

    private static final Set<String> PARTITIONS = Set.of("aws", "aws-cn");

    private static final List<String> IDENTITIES = List.of(
            "arn:aws:iam::111111111111:root|",
            "arn:aws:iam::222222222222:root|",
            "arn:aws-cn:iam::111111111111:root|",
            "arn:aws:iam::111111111111:user/a|AIDA0",
            "arn:aws:iam::111111111111:user/ab|AIDA0",
            "arn:aws:iam::222222222222:user/p/a|AIDA0",
            "arn:aws:iam::222222222222:user/x:user/a|AIDA1",
            "arn:aws-cn:iam::222222222222:user/a|AIDA0",
            "arn:aws:iam::111111111111:role/a|AROA0:a",
            "arn:aws:iam::222222222222:role/a|AROA0:ab",
            "arn:aws:iam::222222222222:role/a/b|AROA1:a",
            "arn:aws-cn:iam::111111111111:role/a|AROA0:a",
            "arn:aws:sts::111111111111:federated-user/a|",
            "arn:aws:sts::222222222222:federated-user/ab|");

    private static Glob pattern(String before, CharSet star, String after) {
        return Glob.literal(before).many(star).then(after);
    }

    static Stream<Texts> tests() {
        CharSet any = Principals.FIELD;
        CharSet segment = Principals.SEGMENT;
        Principals principals = new Principals("aws");
        return Stream.of(
                principals.everyone(true),
                principals.everyone(false),
                principals.account("", "111111111111"),
                principals.account("aws-cn", "111111111111"),
                CallerKeys.accountIs("222222222222"),
                CallerKeys.accountIs(Language.of(Glob.literal("2").many(any))),
                CallerKeys.arnIs("arn:aws:iam::111111111111:role/a"),
                CallerKeys.arnIs("arn:aws:iam::111111111111:root"),
                CallerKeys.arnIs("a"),
                CallerKeys.arnIs(Language.of(Principals.REST)),
                CallerKeys.arnIs(Language.of(pattern("arn:aws:iam::111111111111:user/a", any, ""))),
                CallerKeys.arnIs(Language.of(pattern("arn:aws:iam::", any, ":user/a"))),
                CallerKeys.arnIs(Language.of(pattern("arn:aws:iam::", segment, ":user/a"))),
                CallerKeys.arnIs(
                        Language.of(pattern("arn:aws:iam::", segment, ":role/").many(any))),
                CallerKeys.arnIs(Language.of(pattern("arn:aws:", any, "/a"), pattern("arn:", any, ":root"))),
                CallerKeys.arnIs(Language.of(Glob.EMPTY.thenIgnoringCase("ARN:aws:iam::111111111111:user/A"))),
                CallerKeys.userIdIs(Language.of(Glob.literal("AROA0:").many(any))),
                CallerKeys.userIdIs(Language.of(Glob.literal("111111111111"))),
                CallerKeys.userIdIs(Language.of(pattern("", any, "a"))),
                CallerKeys.userNameIs(Language.of(Glob.literal("a"))),
                CallerKeys.typeIs(Language.of(Glob.literal("User"))),
                CallerKeys.typeIs(Language.of(Glob.literal("AssumedRole"), Glob.literal("Account"))),
                CallerKeys.isServiceIs(new Texts.One("false")),
                CallerKeys.isServiceIs(new Texts.One("true")),
                new UserNamed("a"),
                new Principals.Signed(),
                new Principals.Roots(),
                new FederatedUsers(),
                new RoleSessions(),
                new Texts.One("arn:aws:iam::111111111111:user/a|AIDA0"),
                new Texts.One("provider"),
                new Texts.Starting("arn:aws:iam::111111111111:user/a|"),
                new Texts.Starting("arn:aws:iam::111111111111:role/a|AROA0:"),
                new Texts.Starting("arn:aws:iam::22"),
                new Texts.Starting("service|a"),
                Texts.NONE,
                Texts.ALL,
                Texts.any(List.of(new UserNamed("a"), CallerKeys.arnIs("arn:aws:iam::222222222222:role/a/b"))),
                Language.of(pattern("arn:", any, "|").many(any)),
                Language.of(pattern("arn:aws:iam::", CharSet.ANY, "|AROA0:a")));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void shorterGlobsTakeTheSameIdentities(Texts test) {
        Language shorter = new ArnTests(PARTITIONS).identities(test);
        assertThat(IDENTITIES)
                .filteredOn(shorter::has)
                .containsExactlyElementsOf(IDENTITIES.stream().filter(test::has).toList());
    }

    @ParameterizedTest
    @MethodSource("tests")
    void whatTheArnTellsIsToldByTheArnAlone(Texts test) {
        new ArnTests(PARTITIONS)
                .of(List.of(test))
                .ifPresent(arns -> assertThat(IDENTITIES)
                        .filteredOn(identity -> arns.getFirst().has(identity.substring(0, identity.indexOf('|'))))
                        .containsExactlyElementsOf(
                                IDENTITIES.stream().filter(test::has).toList()));
    }

    static Stream<Texts> toldByTheArn() {
        CharSet any = Principals.FIELD;
        return Stream.of(
                new Principals("aws").everyone(true),
                new Principals("aws").account("", "111111111111"),
                CallerKeys.arnIs("arn:aws:iam::111111111111:role/a"),
                CallerKeys.arnIs(Language.of(pattern("arn:aws:iam::", any, ":user/a"))),
                CallerKeys.arnIs(Language.of(pattern("arn:aws:", any, "/a"))),
                new UserNamed("a"),
                new Principals.Signed(),
                new Texts.One("provider"),
                new Texts.Starting("arn:aws:iam::22"),
                new Texts.Starting("arn:aws:iam::111111111111:user/a|"),
                new Texts.Starting("service|a"),
                Texts.any(List.of(new UserNamed("a"), new UserNamed("b"))),
                Language.of(Glob.EMPTY
                        .thenIgnoringCase("arn:aws:iam::111111111111:ROOT")
                        .then("|")
                        .many(any)),
                Language.of(Glob.literal("arn:")
                        .many(Principals.SEGMENT)
                        .then(":iam::1:root|")
                        .many(any)));
    }

    @ParameterizedTest
    @MethodSource("toldByTheArn")
    void theArnTells(Texts test) {
        assertThat(new ArnTests(PARTITIONS).of(List.of(test))).isPresent();
        assertThat(new ArnTests(PARTITIONS).of(List.of(new UserNamed("c"), test, new UserNamed("d"))))
                .isPresent();
    }

    static Stream<Texts> toldByMore() {
        CharSet any = Principals.FIELD;
        return Stream.of(
                CallerKeys.userIdIs(Language.of(Glob.literal("AROA0:").many(any))),
                new Principals.Roots(),
                new Texts.One("arn:aws:iam::111111111111:user/a|AIDA0"),
                new Texts.Starting("arn:aws:iam::111111111111:role/a|AROA0:"),
                Texts.any(List.of(new UserNamed("a"), new Texts.Starting("arn:aws:iam::1:role/a|A"))),
                Language.of(Glob.literal("arn:").many(CharSet.ANY).then("|").many(any)),
                Language.of(Glob.literal("arn:a|")
                        .many(Principals.SEGMENT)
                        .then("|")
                        .many(any)),
                Language.of(Glob.EMPTY.thenIgnoringCase("arn:a|").then("|").many(any)),
                Language.of(Glob.literal("arn:")
                        .many(Principals.SEGMENT)
                        .then("|AIDA")
                        .many(any)),
                Language.of(Glob.literal("arn:").many(any).then("|").many(CharSet.DIGIT)),
                Language.of(Glob.literal("arn:").many(any).many(any)));
    }

    @ParameterizedTest
    @MethodSource("toldByMore")
    void itTakesMoreThanTheArnToTell(Texts test) {
        assertThat(new ArnTests(PARTITIONS).of(List.of(test))).isEmpty();
        assertThat(new ArnTests(PARTITIONS).of(List.of(new UserNamed("c"), test)))
                .isEmpty();
    }
}
