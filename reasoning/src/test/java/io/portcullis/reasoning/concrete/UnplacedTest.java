package io.portcullis.reasoning.concrete;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.LanguageVersion;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the concrete evaluator makes of a caller whose account is not known. */
class UnplacedTest {

    private static final Request REQUEST = new Request(
            new Identity.Canonical("79a59d"),
            "s3:GetObject",
            "arn:aws:s3:::b/a",
            new TreeMap<>(Map.of("s3:prefix", List.of("a"))));

    private static final Evaluator EVALUATOR = new Evaluator(List.of(), false, "aws", Set.of("111111111111"));

    private static Rule rule(String effect, String condition, LanguageVersion version) {
        String json = """
                {"Version":"2012-10-17","Statement":{"Effect":"%s","Principal":"*","Action":"*","Resource":"*","Condition":%s}}""".formatted(effect, condition.replace('\'', '"'));
        try {
            return Rule.of(new PolicyReader().read(json).statements().getFirst(), version);
        } catch (PolicyException e) {
            throw new AssertionError(json, e);
        }
    }

    private static Optional<Undocumented> doubt(String condition, LanguageVersion version) {
        return EVALUATOR.doubt(rule("Allow", condition, version), 0, REQUEST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'StringEquals':{'aws:PrincipalAccount':'222222222222'}} | true",
                "{'StringEqualsIfExists':{'aws:PrincipalAccount':'111111111111'}} | false",
                "{'ForAllValues:StringEquals':{'aws:PrincipalAccount':'111111111111'}} | false",
                "{'StringNotEquals':{'AWS:principalaccount':['111111111111','222222222222']}} | true",
                "{'StringNotEquals':{'aws:PrincipalAccount':'111111111111'}} | false",
                "{'StringLike':{'aws:PrincipalArn':'arn:aws:iam::111111111111:role/${aws:username}'}} | false",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws-cn:iam::111111111111:root'}} | true",
                "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::11111111111?:root'}} | true",
                "{'Null':{'aws:PrincipalArn':'true'}} | false",
                "{'Null':{'aws:username':'true'}} | true",
                "{'ForAllValues:Null':{'aws:PrincipalArn':'true'}} | false",
                "{'Null':{'aws:PrincipalIsAWSService':'true'}} | false",
                "{'StringEquals':{'s3:prefix':'${aws:UserName}'}} | true",
                "{'StringEquals':{'s3:delimiter':'${aws:UserName}'}} | false",
                "{'StringEquals':{'s3:prefix':'${aws:PrincipalTag/t}'}} | false",
                "{'StringEquals':{'kms:CallerAccount':'222222222222'}} | false",
            })
    void whatSaysWhoCallsIsADoubtUnlessItNamesTrustedAccountsAlone(String condition, boolean isDoubt) {
        assertThat(doubt(condition, LanguageVersion.V2012))
                .isEqualTo(Optional.of(Undocumented.UNPLACED).filter(_ -> isDoubt));
    }

    @Test
    void variablesAreTextInTheOldLanguage() {
        assertThat(doubt("{'StringEquals':{'s3:prefix':'${aws:username}'}}", LanguageVersion.V2008))
                .isEmpty();
    }

    @Test
    void aDoubtHoldsInAnAllowAndNotInADeny() {
        String condition = "{'StringNotLike':{'aws:userid':'AROAXEXAMPLE:*'}}";
        assertThat(EVALUATOR.matches(rule("Allow", condition, LanguageVersion.V2012), REQUEST))
                .isTrue();
        assertThat(EVALUATOR.matches(rule("Deny", condition, LanguageVersion.V2012), REQUEST))
                .isFalse();
    }
}
