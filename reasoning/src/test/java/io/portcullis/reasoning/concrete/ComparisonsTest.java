package io.portcullis.reasoning.concrete;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.ConditionOperator;
import io.portcullis.policy.Scalar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonsTest {

    private static ConditionOperator.Test test(String operator) {
        return ConditionOperator.parse(operator).orElseThrow().test();
    }

    @ParameterizedTest
    @CsvSource({
        "NumericEquals, 10, 10.0, true",
        "NumericEquals, 1e1, 10, true",
        "NumericEquals, 10, 11, false",
        "NumericEquals, 10, ten, false",
        "NumericEquals, ten, 10, false",
        "NumericLessThan, 10, 9.999, true",
        "NumericLessThan, 10, 10, false",
        "NumericLessThanEquals, 10, 10, true",
        "NumericLessThanEquals, 10, 10.001, false",
        "NumericGreaterThan, -1, -0.5, true",
        "NumericGreaterThan, -1, -1, false",
        "NumericGreaterThanEquals, -1, -1, true",
        "NumericGreaterThanEquals, -1, -2, false",
        "DateEquals, 2030-01-01T00:00:00Z, 1893456000, true",
        "DateEquals, 2030-01-01, 2030-01-01T01:00:00+01:00, true",
        "DateEquals, 2030-01-01T00:00:00.5Z, 2030-01-01, false",
        "DateLessThan, 2030-01-01, 2029-12-31T23:59:59.999999999Z, true",
        "DateLessThan, 2030-01-01, 2030-01-01T00:00:00Z, false",
        "DateGreaterThan, 2030-01-01, tomorrow, false"
    })
    void numbersAndDatesCompareByTheirWorth(String operator, String wanted, String value, boolean matches) {
        assertThat(Comparisons.matches(test(operator), wanted, value)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "203.0.113.9/31, 203.0.113.8, true",
        "203.0.113.9/31, 203.0.113.10, false",
        "203.0.113.0/25, 203.0.113.127, true",
        "203.0.113.0/25, 203.0.113.128, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "128.0.0.0/1, 127.255.255.255, false",
        "0.0.0.0/0, ::1, false",
        "::/0, 203.0.113.7, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::ffff:203.0.113.7, ::FFFF:cb00:7107, true",
        "::ffff:203.0.113.7/128, 203.0.113.7, false",
        "::ffff:203.0.113.7/128, ::ffff:203.0.113.8, false",
        "203.0.113.7, elsewhere, false"
    })
    void anAddressIsInARangeOfItsOwnFamily(String range, String value, boolean matches) {
        assertThat(Comparisons.matches(test("IpAddress"), range, value)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "NumericEquals, 123456789012345678901234567890, true",
        "NumericEquals, 1234567890123456789012345678901, false",
        "NumericEquals, 1e29, true",
        "NumericEquals, 1e30, false",
        "NumericEquals, 1e-30, true",
        "NumericEquals, 1e-31, false",
        "NumericEquals, 00000000000000000000000000000000000000000000000001, true",
        "NumericEquals, 000000000000000000000000000000000000000000000000001, false",
        "NumericEquals, ten, false",
        "DateEquals, 2026, false",
        "DateEquals, 02026, true",
        "DateEquals, 2026-01-01, true",
        "DateEquals, 2026-13-01, false",
        "DateEquals, 1e31, false",
        "IpAddress, 203.0.113.0/32, true",
        "IpAddress, 203.0.113.0/33, false",
        "IpAddress, 203.0.113.0/08, false",
        "NumericEquals, ' 5', false",
        "NumericEquals, +5, false",
        "NumericEquals, 5., false",
        "NumericEquals, -5.5e1, true",
        "IpAddress, 203.0.113.0/, false",
        "IpAddress, 203.0.113.0/0024, false",
        "IpAddress, 203.0.113, false",
        "IpAddress, 203.0.113.256, false",
        "IpAddress, 2001:db8::/128, true",
        "IpAddress, 2001:db8::/129, false",
        "IpAddress, fe80::1%eth0, false",
        "IpAddress, 010.0.0.0/8, false",
        "IpAddress, 10.0.0.01, false",
        "IpAddress, 0.0.0.0/0, true",
        "IpAddress, ::ffff:10.01.0.0/104, false",
        "IpAddress, 2001:0db8::/32, true",
        "Bool, TRUE, true",
        "Bool, maybe, false",
        "Bool, '', false",
        "Bool, ${aws:PrincipalTag/b}, true",
        "BinaryEquals, QQ==, false",
        "StringEquals, anything, true"
    })
    void whatIsNoValueOfItsOperatorIsKnown(String operator, String wanted, boolean readable) {
        assertThat(Comparisons.readable(test(operator), Scalar.of(wanted), true))
                .isEqualTo(readable);
    }
}
