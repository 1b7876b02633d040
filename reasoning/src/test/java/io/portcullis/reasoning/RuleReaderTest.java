package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.axis.Choice;
import io.portcullis.reasoning.axis.TextDraft;
import io.portcullis.reasoning.box.Atoms;
import io.portcullis.reasoning.concrete.ArnReading;
import io.portcullis.reasoning.concrete.Rule;
import io.portcullis.reasoning.text.Budget;
import io.portcullis.reasoning.text.TooComplex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the elements of one statement ask of a request. */
class RuleReaderTest {

    private static final String ROOT = "arn:aws:iam::222222222222:root|";
    private static final String ROLE = "arn:aws:iam::222222222222:role/r|AROA1:s";
    private static final String OTHER = "arn:aws:iam::333333333333:root|";
    private static final String GOOGLE = Principals.FEDERATED + "accounts.google.com";
    private static final String PROVIDER = Principals.FEDERATED + "arn:aws:iam::222222222222:saml-provider/p";
    private static final String SERVICE = Principals.SERVICE + "sns.amazonaws.com";

    private static final List<String> CALLERS = List.of(ROOT, ROLE, OTHER, GOOGLE, PROVIDER, SERVICE);

    /** A statement that was read, alone. */
    private record Read(Drafts drafts, RuleReader reader, List<Part> parts) {

        static Read of(String effect, String elements, boolean strictlyToo) {
            return of(Questions.ofAccount(), effect, elements, strictlyToo);
        }

        static Read of(Questions questions, String effect, String elements, boolean strictlyToo) {
            Question question = questions.question(Questions.policy(
                    "{'Effect':'%s',%s}".formatted(effect, elements).replace('\'', '"')));
            Drafts drafts = new Drafts(question, Map.of());
            RuleReader reader = new RuleReader(question, drafts, strictlyToo);
            Rule rule = question.rules().getFirst();
            return new Read(drafts, reader, reader.read(rule));
        }

        static Read principal(String effect, String principal, boolean strictlyToo) {
            return of(effect, principal + ",'Action':'*','Resource':'*'", strictlyToo);
        }

        List<String> callers(boolean maybe) {
            return CALLERS.stream()
                    .filter(caller -> holds(parts.getFirst(), maybe, drafts.principal(), caller))
                    .toList();
        }

        boolean takesResource(boolean maybe, String resource) {
            return holds(parts.get(2), maybe, drafts.resource(), resource);
        }

        private static boolean holds(Part part, boolean maybe, TextDraft axis, String text) {
            return switch (part) {
                case Part.Cut cut -> has(cut.atoms(), axis, text);
                case Part.Between between -> has((maybe ? between.possibly() : between.surely()).choice(), axis, text);
                case Part.Chosen chosen -> holds(chosen.strictly(), maybe, axis, text);
                case Part.Always ignored -> true;
                case Part.Never ignored -> false;
                case Part.Doubt ignored -> maybe;
                case Part.Either either -> holds(either.bounds(), maybe, axis, text);
                case Part.Open open -> holds(open.bounds(), maybe, axis, text);
            };
        }

        private static boolean has(Choice choice, TextDraft axis, String text) {
            return choice.has(true, test -> axis.tests().get(test).has(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Action':'*','Resource':'*'", "'Principal':'*','Action':'*'"})
    void aStatementWithoutAPrincipalOrAResourceSpeaksOfNoRequest(String elements) {
        assertThat(Read.of("Allow", elements, false).parts()).containsExactly(new Part.Never());
    }

    @Test
    void aStatementAsksForItsElementsAndThenForItsConditions() {
        Read read = Read.of(
                "Allow",
                "'Principal':'*','Action':'kms:Decrypt','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'true'}}",
                false);
        assertThat(read.parts())
                .extracting(part -> ((Part.Cut) part).axis())
                .containsExactly(Binding.PRINCIPAL, Binding.ACTION, Binding.RESOURCE, "aws:securetransport");
    }

    @ParameterizedTest
    @CsvSource({"kms:Decrypt, 0", "kms:*crypt, 0 1", "kms:PutKeyPolicy, ''"})
    void theActionsOfTheQuestionThatAPatternMatchesAreAskedFor(String pattern, String actions) throws TooComplex {
        Read read = Read.of("Allow", "'Principal':'*','Action':'" + pattern + "','Resource':'*'", false);
        Atoms asked = read.drafts().action().cut(new Budget(1_000)).holds().getFirst();
        assertThat(IntStream.range(0, 3).filter(asked::has).boxed())
                .containsExactlyElementsOf(Stream.of(actions.split(" "))
                        .filter(text -> !text.isEmpty())
                        .map(Integer::valueOf)
                        .toList());
    }

    @Test
    void whomAPrincipalNamesIsKnown() {
        Read account = Read.principal("Allow", "'Principal':{'AWS':'222222222222'}", false);
        assertThat(account.callers(false)).containsExactly(ROOT, ROLE);
        assertThat(account.callers(true)).isEqualTo(account.callers(false));
        Read others = Read.principal("Allow", "'NotPrincipal':{'AWS':'arn:aws:iam::222222222222:role/r'}", false);
        assertThat(others.callers(false)).containsExactly(ROOT, OTHER, SERVICE);
        assertThat(others.callers(true)).isEqualTo(others.callers(false));
        // A Deny of all but a role spares the role's whole account.
        assertThat(Read.principal("Deny", "'NotPrincipal':{'AWS':'arn:aws:iam::222222222222:role/r'}", false)
                        .callers(true))
                .containsExactly(OTHER, SERVICE);
    }

    @Test
    void aPrincipalOfNoKnownFormMayBeAnybody() {
        Read read = Read.principal("Allow", "'Principal':{'AWS':['222222222222','somebody']}", false);
        assertThat(read.callers(false)).containsExactly(ROOT, ROLE);
        assertThat(read.callers(true)).isEqualTo(CALLERS);
        assertThat(read.parts().getFirst())
                .isInstanceOfSatisfying(
                        Part.Between.class,
                        between -> assertThat(between.reason()).contains("statement 1", "somebody"));
        Read others = Read.principal("Deny", "'NotPrincipal':{'AWS':['222222222222','somebody']}", false);
        assertThat(others.callers(false)).isEmpty();
        assertThat(others.callers(true)).containsExactly(OTHER, SERVICE);
    }

    private static Read ofRole(String effect, String principal) {
        return Read.of(
                Questions.ofAccount().about(List.of("sts:AssumeRoleWithWebIdentity")),
                effect,
                principal + ",'Action':'*','Resource':'*'",
                true);
    }

    /** Whoever is named is in it, whatever everyone means. */
    @Test
    void whetherAllAwsIdentitiesIncludeWhomProvidersVouchForIsNotKnownOfAnAllow() {
        String everyone = "'Principal':{'AWS':'*','Federated':'accounts.google.com'}";
        Read allowed = ofRole("Allow", everyone);
        assertThat(allowed.callers(false)).containsExactly(ROOT, ROLE, OTHER, GOOGLE, SERVICE);
        assertThat(allowed.callers(true)).isEqualTo(CALLERS);
        assertThat(allowed.parts().getFirst())
                .isInstanceOfSatisfying(
                        Part.Chosen.class,
                        chosen -> assertThat(chosen.strictly())
                                .isInstanceOfSatisfying(
                                        Part.Between.class,
                                        between -> assertThat(between.reason()).contains("names everyone")));
        assertThat(ofRole("Deny", everyone).callers(false)).isEqualTo(CALLERS);
    }

    @Test
    void whereNoProviderIsNamedEveryoneIsSure() {
        Read star = ofRole("Allow", "'Principal':'*'");
        assertThat(star.parts().getFirst()).isInstanceOf(Part.Cut.class);
        assertThat(star.callers(true)).containsExactly(ROOT, ROLE, OTHER, SERVICE);
        Read named = Read.principal("Allow", "'Principal':{'AWS':'222222222222'}", true);
        assertThat(named.parts().getFirst()).isInstanceOf(Part.Cut.class);
    }

    @Test
    void whomANotPrincipalSparesIsNotKnownForSure() {
        Read spared = Read.principal("Deny", "'NotPrincipal':{'AWS':'arn:aws:iam::222222222222:role/r'}", true);
        assertThat(spared.callers(false)).containsExactly(OTHER, SERVICE);
        assertThat(spared.callers(true)).containsExactly(ROOT, ROLE, OTHER, GOOGLE, PROVIDER, SERVICE);
        Read withAccount = Read.principal(
                "Deny", "'NotPrincipal':{'AWS':['222222222222','arn:aws:iam::222222222222:role/r']}", true);
        assertThat(withAccount.callers(true)).containsExactly(OTHER, GOOGLE, PROVIDER, SERVICE);
        assertThat(spared.parts().getFirst())
                .isInstanceOfSatisfying(
                        Part.Chosen.class,
                        chosen -> assertThat(chosen.strictly())
                                .isInstanceOfSatisfying(
                                        Part.Between.class,
                                        between -> assertThat(between.reason()).contains("spares principals")));
    }

    private static List<Label> labels(String principal, boolean strictlyToo) {
        return Read.principal("Allow", principal, strictlyToo).reader().labels();
    }

    @Test
    void findingsShowPrincipalsButEveryoneAndServices() {
        assertThat(labels(
                        "'Principal':{'AWS':['arn:aws:iam::222222222222:root','*'],'Service':'sns.amazonaws.com'}",
                        false))
                .extracting(Label::key, Label::type, Label::value, Label::axis)
                .containsExactly(tuple(Label.PRINCIPAL, PrincipalType.AWS, "222222222222", Binding.PRINCIPAL));
        assertThat(labels("'Principal':{'AWS':'222222222222'}", true)).isEmpty();
        assertThat(labels("'Principal':{'AWS':['somebody','222222222222']}", false))
                .extracting(Label::value)
                .containsExactly("222222222222");
    }

    @Test
    void aStrangerIsOfNoAccountThatIsNamedAndOfNoProviderButASharedOne() {
        Read role = Read.principal("Allow", "'Principal':{'AWS':'arn:aws:iam::222222222222:role/r'}", false);
        Optional<Claim> stranger = role.reader().labels().getFirst().stranger();
        assertThat(stranger).isPresent();
        assertThat(CALLERS)
                .filteredOn(caller ->
                        Read.has(stranger.orElseThrow().choice(), role.drafts().principal(), caller))
                .containsExactly(OTHER, GOOGLE, PROVIDER, SERVICE);
        assertThat(role.reader().unnamed()).containsExactly(stranger.orElseThrow());
        assertThat(labels("'Principal':{'Federated':'accounts.google.com'}", false)
                        .getFirst()
                        .stranger())
                .isEmpty();
        assertThat(labels("'Principal':{'Federated':'arn:aws:iam::222222222222:saml-provider/p'}", false)
                        .getFirst()
                        .stranger())
                .isPresent();
    }

    private static Read resource(String resource) {
        return Read.of("Allow", "'Principal':'*','Action':'*'," + resource, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Resource':'*' | arn:aws:sqs:r:1:q | true | true",
                "'NotResource':'*' | arn:aws:sqs:r:1:q | false | false",
                "'Resource':'arn:aws:sqs:r:1:q' | arn:aws:sqs:r:1:q | true | true",
                "'Resource':'arn:aws:sqs:r:1:q' | arn:aws:sqs:r:1:p | false | false",
                "'NotResource':'arn:aws:sqs:r:1:q' | arn:aws:sqs:r:1:p | true | true",
                "'Resource':['arn:aws:sqs:r:1:q','*'] | arn:aws:sqs:r:1:p | true | true",
                "'Resource':'arn:aws:sqs:*:1:q' | arn:aws:sqs:r:1:q | true | true",
                // Whether a wildcard crosses a colon before the sixth segment is not known.
                "'Resource':'arn:aws:sqs:*:q' | arn:aws:sqs:r:1:q | false | true",
                "'NotResource':'arn:aws:sqs:*:q' | arn:aws:sqs:r:1:q | false | true",
                "'NotResource':'arn:aws:sqs:*:q' | arn:aws:sqs:r:1:p | true | true",
                "'Resource':'arn:aws:sqs:${aws:RequestedRegion}:1:q' | arn:aws:sqs:us-east-1:1:q | true | true",
            })
    void whichResourceIsAskedFor(String element, String resource, boolean sure, boolean maybe) {
        Read read = resource(element);
        assertThat(read.takesResource(false, resource)).isEqualTo(sure);
        assertThat(read.takesResource(true, resource)).isEqualTo(maybe);
    }

    @Test
    void aResourceWithAnUnknownVariableIsAComparison() {
        Part name = resource("'Resource':'arn:aws:sqs:r:1:${aws:PrincipalTag/x}'")
                .parts()
                .get(2);
        assertThat(name).isEqualTo(new Part.Cut("Comparison 0", Compared.MATCHES));
        Part others = resource("'NotResource':'arn:aws:sqs:r:1:${aws:PrincipalTag/x}'")
                .parts()
                .get(2);
        assertThat(others).isEqualTo(new Part.Cut("Comparison 0", Compared.MATCHES.not()));
    }

    @Test
    void aResourceWithAnUnknownVariableAndAWildcardBeforeItIsReadInTwoWays() {
        String value = "'arn:aws:sqs:*:1:${aws:PrincipalTag/x}'";
        Claim byText = new Claim("Comparison 0", Compared.MATCHES);
        Claim bySegment = new Claim("Comparison 1", Compared.MATCHES);
        assertReadTwoWays("'Resource':" + value, bySegment, byText, bySegment, byText);
        Claim otherByText = new Claim("Comparison 0", Compared.MATCHES.not());
        Claim otherBySegment = new Claim("Comparison 1", Compared.MATCHES.not());
        assertReadTwoWays("'NotResource':" + value, otherByText, otherBySegment, otherBySegment, otherByText);
    }

    private static void assertReadTwoWays(
            String element, Claim surely, Claim possibly, Claim bySegment, Claim byCharacter) {
        assertThat(compared(element)).isInstanceOfSatisfying(Part.Either.class, either -> {
            assertThat(either.bounds()).isInstanceOfSatisfying(Part.Between.class, between -> {
                assertThat(between.surely()).isEqualTo(surely);
                assertThat(between.possibly()).isEqualTo(possibly);
            });
            assertThat(either.read(ArnReading.BY_SEGMENT))
                    .isEqualTo(new Part.Cut(bySegment.axis(), bySegment.choice()));
            assertThat(either.read(ArnReading.BY_CHARACTER))
                    .isEqualTo(new Part.Cut(byCharacter.axis(), byCharacter.choice()));
        });
    }

    @Test
    void outsideAccessAsksForTheBoundsOfBothReadingsAlone() {
        assertThat(resource("'Resource':'arn:aws:sqs:*:q'").parts().get(2)).isInstanceOf(Part.Between.class);
        assertThat(compared("'Resource':'arn:aws:sqs:*:q'")).isInstanceOf(Part.Either.class);
    }

    private static Part compared(String resource) {
        return Read.of("Allow", "'Principal':'*','Action':'*'," + resource, true)
                .parts()
                .get(2);
    }

    @Test
    void theSegmentsOfAnArnAreNotKnownWhereAVariableBeforeTheSixthMayHaveColons() {
        assertThat(compared("'Resource':'arn:aws:sqs:*:${aws:PrincipalTag/x}:q'"))
                .isInstanceOfSatisfying(Part.Either.class, either -> {
                    assertThat(either.read(ArnReading.BY_SEGMENT)).isEqualTo(either.bounds());
                    assertThat(either.read(ArnReading.BY_CHARACTER)).isInstanceOf(Part.Cut.class);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"arn:aws:sqs:r:1:${aws:TagKeys}", "arn:aws:sqs:${aws:PrincipalTag/x}", "${aws:CurrentTime}"})
    void aVariableThatIsNotOneTextOrAnArnThatLacksSegmentsIsADoubt(String resource) {
        assertThat(resource("'Resource':'" + resource + "'").parts().get(2))
                .isInstanceOfSatisfying(
                        Part.Doubt.class, doubt -> assertThat(doubt.reason()).contains("statement 1", resource));
    }
}
