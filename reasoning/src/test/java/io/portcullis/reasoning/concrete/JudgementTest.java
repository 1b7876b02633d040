package io.portcullis.reasoning.concrete;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import io.portcullis.policy.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    private static final String KEY = "arn:aws:kms:us-east-1:111111111111:key/1";

    private static final Request REQUEST = new Request(
            new Identity.Aws("arn:aws:iam::222222222222:user/u", "AIDAU"),
            "kms:Decrypt",
            KEY,
            new TreeMap<>(Map.of("aws:SourceVpce", List.of("vpce-1"))));

    private static List<Rule> rules(String... statements) throws PolicyException {
        Policy policy = new PolicyReader()
                .read("{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
        return policy.statements().stream()
                .map(statement -> new Rule("statement", statement, policy.version()))
                .toList();
    }

    private static String statement(String effect, String principal, String action, String resource, String tests) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":" + principal + ",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\",\"Condition\":" + tests + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"*\" | kms:* | * | {} | none",
                "{\"AWS\":\"333333333333\"} | kms:Encrypt | x | {} | Principals[]",
                "\"*\" | kms:Encrypt | x | {} | Actions[]",
                "\"*\" | kms:Decrypt | x | {} | Resources[]",
                "\"*\" | * | * | {\"StringEquals\":{\"aws:SourceVpce\":\"vpce-2\"}} | Test[index=0]",
                "\"*\" | * | * | {\"StringEquals\":{\"aws:SourceVpce\":\"vpce-1\",\"aws:SourceVpc\":\"v\"},"
                        + "\"Null\":{\"aws:SourceVpce\":\"true\"}} | Test[index=1]"
            })
    void tellsTheFirstElementThatTheRequestDoesNotHave(
            String principal, String action, String resource, String tests, String expected) throws PolicyException {
        List<Rule> rules = rules(statement("Deny", principal, action, resource, tests));
        Optional<Element> unmet =
                new Evaluator(rules, false, "aws").judge(REQUEST).unmet().getFirst();
        assertThat(unmet.map(Object::toString).orElse("none")).isEqualTo(expected);
    }

    @Test
    void tellsOfEveryStatementWhateverAnotherOneDecides() throws PolicyException {
        List<Rule> rules = rules(
                statement("Deny", "\"*\"", "kms:*", "*", "{}"),
                statement("Allow", "\"*\"", "kms:*", "*", "{}"),
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
        assertThat(new Evaluator(rules, false, "aws").judge(REQUEST))
                .isEqualTo(new Judgement(
                        false, List.of(Optional.empty(), Optional.empty(), Optional.of(new Element.Missing()))));
    }

    @Test
    void pointsAtTheValuesThatSpeakOfTheRequest() throws PolicyException {
        List<Rule> rules = rules("{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\","
                + "\"AWS\":[\"333333333333\",\"222222222222\"]},\"Action\":[\"kms:Encrypt\",\"kms:De*\"],"
                + "\"Resource\":\"*\"}");
        Wording wording = new Evaluator(rules, false, "aws").wording(rules.getFirst(), REQUEST);
        assertThat(wording.principal().map(Scalar::text)).contains("222222222222");
        assertThat(wording.action().map(Scalar::text)).contains("kms:De*");
        assertThat(wording.resource().map(Scalar::text)).contains("*");
    }

    @Test
    void pointsAtNoValueUnderTheNotForms() throws PolicyException {
        List<Rule> rules = rules("{\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"333333333333\"},"
                + "\"NotAction\":\"kms:Encrypt\",\"NotResource\":\"x\"}");
        assertThat(new Evaluator(rules, false, "aws").wording(rules.getFirst(), REQUEST))
                .isEqualTo(new Wording(Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
