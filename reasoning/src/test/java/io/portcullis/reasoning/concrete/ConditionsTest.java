package io.portcullis.reasoning.concrete;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with one {@code aws:SourceVpce}, two {@code aws:TagKeys} and no {@code aws:SourceVpc}. */
class ConditionsTest {

    private static final Request REQUEST = new Request(
            new Identity.Aws("arn:aws:iam::222222222222:user/u", "AIDAU"),
            "kms:Decrypt",
            "arn:aws:kms:us-east-1:111111111111:key/1",
            new TreeMap<>(Map.of("aws:SourceVpce", List.of("vpce-1"), "aws:TagKeys", List.of("a", "b"))));

    private static boolean holds(String effect, String condition) throws PolicyException {
        Policy policy = new PolicyReader()
                .read("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect
                        + "\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
                        + condition.replace('\'', '"') + "}}");
        Rule rule = Rule.of(policy.statements().getFirst(), policy.version());
        return new Evaluator(List.of(rule), false, "aws").matches(rule, REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringEquals':{'aws:SourceVpce':[]}}",
                "{'NumericEquals':{'aws:SourceVpce':'ten'}}",
                "{'NotIpAddress':{'aws:SourceIp':['10.0.0.0/8','203.0.113']}}",
                "{'Null':{'aws:SourceVpce':'maybe'}}",
                "{'Null':{'aws:SourceVpce':['true','maybe']}}",
                "{'Null':{'aws:SourceVpce':[]}}",
                "{'ForAllValues:Null':{'aws:SourceVpce':[]}}",
                "{'ForAnyValue:Null':{'aws:SourceVpce':[]}}",
                "{'StringEquals':{'aws:TagKeys':'a'}}"
            })
    void whereItsMeaningIsUnknownAnAllowHoldsAndADenyDoesNot(String condition) throws PolicyException {
        assertThat(holds("Allow", condition)).isTrue();
        assertThat(holds("Deny", condition)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals | aws:SourceVpc | false",
                "StringNotEquals | aws:SourceVpc | true",
                "StringEqualsIfExists | aws:SourceVpc | true",
                "ForAllValues:StringEquals | aws:SourceVpc | true",
                "ForAnyValue:StringEquals | aws:SourceVpc | false",
                "ForAnyValue:StringNotEquals | aws:SourceVpc | false",
                "ForAnyValue:StringEqualsIfExists | aws:SourceVpc | true",
                "StringEquals | aws:TagKeys | false",
                "ForAnyValue:StringLike | aws:TagKeys | false",
                "ForAnyValue:StringNotLike | aws:TagKeys | true",
                "ForAllValues:StringNotLike | aws:TagKeys | true"
            })
    void anAbsentKeyPassesNegationsIfExistsAndForAllValuesAlone(String operator, String key, boolean holds)
            throws PolicyException {
        assertThat(holds("Allow", "{'" + operator + "':{'" + key + "':'x'}}")).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "Null, aws:SourceVpc, true, true",
        "Null, aws:SourceVpc, FALSE, false",
        "Null, aws:SourceVpce, true, false",
        "Null, aws:SourceVpce, FALSE, true",
        "ForAllValues:Null, aws:SourceVpce, true, true",
        "ForAnyValue:Null, aws:SourceVpce, false, false"
    })
    void nullTellsWhetherAKeyIsAbsent(String operator, String key, String value, boolean holds) throws PolicyException {
        for (String effect : List.of("Allow", "Deny")) {
            assertThat(holds(effect, "{'" + operator + "':{'" + key + "':'" + value + "'}}"))
                    .isEqualTo(holds);
        }
    }
}
