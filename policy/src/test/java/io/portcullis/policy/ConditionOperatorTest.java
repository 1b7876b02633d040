package io.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.ConditionOperator.Family;
import io.portcullis.policy.ConditionOperator.Qualifier;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionOperatorTest {

    @ParameterizedTest
    @EnumSource
    void parsesEveryOperatorWithEveryQualifierAndSuffix(ConditionOperator.Test test) {
        for (Qualifier qualifier : Qualifier.values()) {
            for (boolean ifExists : new boolean[] {false, true}) {
                String written = qualifier.prefix() + test.written() + (ifExists ? "IfExists" : "");
                boolean exists = !(ifExists && test == ConditionOperator.Test.NULL);
                ConditionOperator expected = new ConditionOperator(written, qualifier, test, ifExists);
                assertThat(ConditionOperator.parse(written))
                        .isEqualTo(exists ? Optional.of(expected) : Optional.empty());
            }
        }
    }

    @Test
    void comparesOperatorsWithoutCaseAndKeepsTheSpelling() {
        ConditionOperator operator =
                ConditionOperator.parse("forallvalues:STRINGNOTLIKEIFEXISTS").orElseThrow();
        assertThat(operator.written()).isEqualTo("forallvalues:STRINGNOTLIKEIFEXISTS");
        assertThat(operator.qualifier()).isEqualTo(Qualifier.FOR_ALL_VALUES);
        assertThat(operator.test()).isEqualTo(ConditionOperator.Test.STRING_NOT_LIKE);
        assertThat(operator.ifExists()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " StringLike",
                "StringLike ",
                "IfExists",
                "ForAllValues:",
                "ForAllValues:ForAnyValue:StringLike",
                "ForAnyValue:ForAnyValue:StringLike",
                "StringLikeIfExistsIfExists",
                "StringLi\u212Ae",
                "NullIfExists",
                "ForAllValues:NullIfExists",
                "BinaryNotEquals",
                "ForAllValues StringLike"
            })
    void knowsNoOtherOperator(String written) {
        assertThat(ConditionOperator.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void negatesExactlyTheOperatorsWithNotInTheirName(ConditionOperator.Test test) {
        assertThat(test.negated()).isEqualTo(test.written().contains("Not"));
    }

    @ParameterizedTest
    @EnumSource
    void namesEachOperatorAfterItsFamily(ConditionOperator.Test test) {
        String name = test.family() == Family.IP ? "IPADDRESS" : test.family().name();
        assertThat(test.written().toUpperCase(Locale.ROOT)).contains(name);
    }
}
