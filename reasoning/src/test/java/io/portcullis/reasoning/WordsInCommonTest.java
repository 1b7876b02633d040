package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.allow;
import static io.portcullis.reasoning.Policies.document;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.undecided;
import static io.portcullis.reasoning.Policies.when;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons of policies in words of which AWS does not say all, of lists of one value, and of very many values. */
class WordsInCommonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Resource':'*','Condition':{'StringEquals':{'aws:PrincipalTag/a':[]}}",
                "'Resource':'*','Condition':{'NumericLessThan':{'aws:MultiFactorAuthAge':'soon'}}",
                "'Resource':'*','Condition':{'StringLike':{'aws:TagKeys':'${aws:username}'}}",
                "'Resource':'arn:aws:sns:*:t'"
            })
    void theSameWordsLeaveTheSameOpenInStatementsThatOtherwiseDiffer(String open) {
        String some = "{'Effect':'Allow','Action':'sns:Publish',%s}".formatted(open);
        String more = "{'Effect':'Allow','Action':'sns:P*',%s}".formatted(open);
        String none = some.replace("Allow", "Deny");
        no(IDENTITY.compare(some, more));
        assertThat(IDENTITY.compare(more, some)).isNotEqualTo(new Answer.No());
        no(IDENTITY.compare(
                rules(allow("sns:Get*", "*"), allow("sns:Pub*", "*"), more.replace("Allow", "Deny")),
                rules(allow("sns:G*", "*"), allow("sns:P*", "*"), none)));
        assertThat(IDENTITY.compare(
                        rules(allow("sns:Pub*", "*"), none),
                        rules(allow("sns:P*", "*"), more.replace("Allow", "Deny"))))
                .isNotEqualTo(new Answer.No());
        // In the old language variables are text, and so the words may mean something else; those of a resource without
        // one do not, whichever way AWS reads them.
        assertThat(IDENTITY.compare(rules(some), document("{'Statement':[" + more + "]}")) instanceof Answer.No)
                .isEqualTo(open.equals("'Resource':'arn:aws:sns:*:t'"));
        assertThat(IDENTITY.compare(rules(allow("sns:*", "*"), none), rules(more)))
                .isNotEqualTo(new Answer.No());
    }

    @Test
    void aListOfOneValueIsComparedLikeThatValue() {
        String tagged = when("{'StringEquals':{'aws:TagKeys':'a'}}");
        Answer.Yes answer = yes(IDENTITY.compare(tagged, when("{'Null':{'aws:TagKeys':'true'}}")));
        assertThat(answer.request().values("aws:TagKeys")).containsExactly("a");
        Answer.Yes denied =
                yes(IDENTITY.compare(rules(when("{}")), rules(when("{}"), tagged.replace("Allow", "Deny"))));
        assertThat(denied.request().values("aws:TagKeys")).containsExactly("a");
        assertThat(denied.denying()).containsExactly(1);
        undecided(IDENTITY.compare(tagged, when("{'ForAllValues:StringEquals':{'aws:TagKeys':'a'}}")));
    }

    @Test
    void longListsOfRolesAndAccountsAreComparedAtOnce() {
        for (String form : List.of("arn:aws:iam::111111111111:role/team/r%05d", "1111111%05d")) {
            String policy = list(form, 0, 19_000);
            String one = list(form, 1, 19_001);
            String[] statements = {
                resource("{'AWS':[%s]}", "{}"),
                resource("'*'", "{'%s':{'%s':[%%s]}}".formatted("ArnEquals", "aws:PrincipalArn"))
            };
            for (String statement : form.startsWith("arn") ? List.of(statements) : List.of(statements[0])) {
                Answer.Yes answer = yes(RESOURCE.compare(statement.formatted(policy), statement.formatted(one)));
                assertThat(answer.request().identity().name())
                        .contains(form.substring(form.lastIndexOf('/') + 1).formatted(0));
                String split = list(form, 0, 9_000);
                no(RESOURCE.compare(
                        rules(statement.formatted(policy)),
                        rules(statement.formatted(split), statement.formatted(list(form, 9_000, 19_000)))));
            }
        }
    }

    private static String list(String form, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "'" + form.formatted(i) + "'")
                .collect(Collectors.joining(","));
    }
}
