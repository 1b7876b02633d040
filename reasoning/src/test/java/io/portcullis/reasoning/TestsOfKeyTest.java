package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of the conditions that test a key. */
class TestsOfKeyTest {

    private static String tests(List<String> conditions) {
        return TestsOfKey.named(
                Policies.rules(conditions.stream().map(Policies::when).toArray(String[]::new)),
                "aws:principalorgpaths");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | aws:principalorgpaths",
                "1 | aws:principalorgpaths (statement 1, StringEquals)",
                "3 | aws:principalorgpaths (statement 1, StringEquals; statement 2, StringEquals; statement 3, StringEquals)",
                "5 | aws:principalorgpaths (statement 1, StringEquals; statement 2, StringEquals; statement 3, StringEquals;"
                        + " and 2 more)",
            })
    void ofManyConditionsThatTestAKeyTheFirstAreNamed(int count, String named) {
        List<String> conditions =
                new ArrayList<>(Collections.nCopies(count, "{'StringEquals':{'aws:PrincipalOrgID':'o-a'}}"));
        conditions.add("{'StringEquals':{'aws:PrincipalAccount':'222222222222'}}");
        assertThat(tests(conditions)).isEqualTo(named);
    }
}
