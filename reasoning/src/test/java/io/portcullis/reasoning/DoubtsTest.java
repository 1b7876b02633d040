package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Scalar;
import io.portcullis.reasoning.concrete.Rule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a condition that is not understood it is told which one it is, why, and the way out. */
class DoubtsTest {

    private static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of(
                        "{'Bool':{'aws:SecureTransport':'maybe'}}",
                        "{'Bool':{'aws:SecureTransport':'true'}}",
                        "statement 1 compares aws:SecureTransport with no value, or with one that cannot be read; what AWS"
                                + " does then is not documented"),
                Arguments.of(
                        "{'StringEquals':{'aws:RequestTag/t':[]}}",
                        "{'StringEquals':{'aws:RequestTag/t':'a'}}",
                        "statement 1 compares aws:RequestTag/t with no value, or with one that cannot be read; what AWS"
                                + " does then is not documented"),
                Arguments.of(
                        "{'ForAnyValue:StringEquals':{'aws:TagKeys':'5'}}",
                        "{'NumericEquals':{'aws:TagKeys':'5'}}",
                        "statement 1 compares aws:TagKeys by NumericEquals, while AWS or another condition takes its values"
                                + " to be lists of texts; compare a key by operators of one kind"),
                Arguments.of(
                        "{'StringEquals':{'aws:MultiFactorAuthAge':'5'}}",
                        "{'NumericEquals':{'aws:MultiFactorAuthAge':'6'}}",
                        "statement 1 compares aws:MultiFactorAuthAge by StringEquals, and the texts of such values are not"
                                + " documented so closely; compare it as what it is"),
                Arguments.of(
                        "{'StringLike':{'aws:TagKeys':'a'}}",
                        "{'ForAllValues:StringLike':{'aws:TagKeys':'a'}}",
                        "statement 1 compares aws:TagKeys, which may have several values, without ForAllValues or"
                                + " ForAnyValue; what AWS does then is not documented"),
                Arguments.of(
                        "{'ForAnyValue:StringEquals':{'aws:TagKeys':'${aws:SourceIp}'}}",
                        "{'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}}",
                        "statement 1 compares aws:TagKeys by ForAnyValue:StringEquals with \"${aws:SourceIp}\", and where the"
                                + " variable is no single text (a list, a number, a time, an address), or the key is no"
                                + " text or is told by the kind of the caller, that is not followed"));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void whatIsNotUnderstoodIsTold(String condition, String understood, String told) {
        Answer answer = IDENTITY.compare(when(condition), when(understood));
        assertThat(answer).isInstanceOf(Answer.Undecided.class);
        assertThat(((Answer.Undecided) answer).reasons()).containsExactly(told);
    }

    @Test
    void aKeyOfOneServiceIsNotFollowedToOthers() {
        String owned =
                "{'Effect':'Allow','Action':'%s','Resource':'*','Condition':{'StringEquals':{'kms:CallerAccount':'222222222222'}}}";
        Answer answer = IDENTITY.compare(owned.formatted("*"), owned.formatted("kms:*"));
        assertThat(answer).isInstanceOf(Answer.Undecided.class);
        assertThat(((Answer.Undecided) answer).reasons())
                .containsExactly("statement 1 asks for kms:CallerAccount of requests to other services than kms, or for"
                        + " one of kms:CreateKey, kms:GenerateRandom, kms:ListAliases, kms:ListKeys,"
                        + " kms:ListRetirableGrants, which may not have it; name other actions alone, or"
                        + " keys as resources");
        String bucket =
                "{'Effect':'Allow','Action':'%s','Resource':'*','Condition':{'StringEquals':{'s3:ResourceAccount':'222222222222'}}}";
        Answer other = IDENTITY.compare(bucket.formatted("*"), bucket.formatted("s3:*"));
        assertThat(((Answer.Undecided) other).reasons())
                .containsExactly(
                        "statement 1 asks for s3:ResourceAccount of requests to other services than s3, which do not"
                                + " have it; name the service's actions alone");
    }

    @Test
    void aVariableThatIsNotDecidedWithinBoundsIsToldWithItsValue() {
        Rule rule = Policies.rules(when("{'StringLike':{'aws:username':'*${aws:PrincipalTag/t}*'}}"))
                .getFirst();
        Condition condition = rule.statement().conditions().getFirst();
        assertThat(new Doubts(rule, condition).filledIn(Scalar.of("*${aws:PrincipalTag/t}*")))
                .isEqualTo(rule.name()
                        + " compares aws:username with \"*${aws:PrincipalTag/t}*\", and whether the variable's"
                        + " value can make the two match is not decided within bounds");
    }
}
