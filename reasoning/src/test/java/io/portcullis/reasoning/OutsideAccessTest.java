package io.portcullis.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideAccessTest {

    private static final Questions ACCOUNT = Questions.ofAccount();
    private static final Questions ORGANIZATION = Questions.ofOrganization();

    private static String allow(String conditions) {
        return Questions.policy("""
                {"Effect":"Allow","Principal":{"AWS":"*"},"Action":"kms:*","Resource":"*","Condition":%s}""".formatted(conditions));
    }

    private static Set<Map<String, List<String>>> conditions(Access access) {
        return Set.copyOf(access.cells().stream()
                .map(cell -> Map.copyOf(cell.condition()))
                .toList());
    }

    @Test
    void stratifiedAbstractionExampleHasItsThreeFindings() {
        Access access = ORGANIZATION.ask("""
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*",
                  "Condition":{"StringEquals":{"aws:SourceVpc":["vpc-a","vpc-b"]}}},
                 {"Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*",
                  "Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-2"}}},
                 {"Effect":"Deny","Principal":"*","Action":"kms:Decrypt","Resource":"*",
                  "Condition":{"StringEquals":{"aws:SourceVpc":"vpc-b"},"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}}]}
                """);
        assertThat(conditions(access))
                .isEqualTo(Set.of(
                        Map.of("aws:SourceVpc", List.of("vpc-a")),
                        Map.of("aws:PrincipalOrgID", List.of("o-2")),
                        Map.of("aws:SourceVpc", List.of("vpc-b"), "aws:PrincipalOrgID", List.of("o-1"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}",
                "{\"StringEqualsIfExists\":{\"aws:SourceVpc\":\"vpc-1\"}}",
                "{\"ForAllValues:StringEquals\":{\"aws:PrincipalOrgPaths\":[\"o-own1234567/r-ab12/\"]}}",
                "{\"StringLike\":{\"aws:PrincipalOrgID\":\"o-*\"}}",
                "{\"StringLike\":{\"aws:userid\":\"*:session\"}}",
                "{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/X\"}}",
                "{\"IpAddress\":{\"aws:SourceIp\":\"0.0.0.0/0\"}}",
                "{\"IpAddress\":{\"aws:SourceIp\":[\"0.0.0.0/1\",\"128.0.0.0/1\"]}}",
                "{\"IpAddress\":{\"aws:SourceIp\":\"::/0\"}}",
                "{\"NotIpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}",
                "{\"StringEquals\":{\"kms:ViaService\":\"s3.us-east-1.amazonaws.com\"}}",
                "{\"StringEquals\":{\"aws:PrincipalTag/team\":\"blue\"}}",
                "{\"Null\":{\"aws:PrincipalOrgID\":\"true\"}}",
                "{\"DateGreaterThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"}}",
                "{\"DateLessThan\":{\"aws:CurrentTime\":\"2999-01-01T00:00:00Z\"}}",
                "{\"Bool\":{\"aws:SecureTransport\":true}}",
                "{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":3600}}",
                "{\"StringEquals\":{}}",
                "{\"StringEquals\":{\"aws:PrincipalType\":\"AssumedRole\"}}",
                "{\"ForAnyValue:StringEquals\":{\"kms:EncryptionContextKeys\":[\"a\",\"b\"]}}",
                "{\"StringEquals\":{\"aws:PrincipalAccount\":[]}}",
                "{\"ForAnyValue:StringEquals\":{\"login.example.com:amr\":\"a\"},"
                        + "\"ForAnyValue:StringLike\":{\"login.example.com:amr\":\"b*\"}}"
            })
    void allowWithoutAPinnedValueIsPublic(String condition) {
        Access access = ACCOUNT.ask(allow(condition));
        assertThat(access.cells()).as(access.toString()).anyMatch(Access.Cell::isPublic);
        assertThat(access.doubts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"}}",
                "{\"StringEquals\":{\"AWS:sourcevpce\":\"vpce-1\"}}",
                "{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-other12345\"}}",
                "{\"StringEquals\":{\"kms:CallerAccount\":\"999999999999\"}}",
                "{\"StringLike\":{\"aws:userid\":\"AROAEXAMPLEID:*\"}}",
                "{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::999999999999:role/*\"}}",
                "{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}",
                "{\"ForAnyValue:StringLike\":{\"aws:PrincipalOrgPaths\":[\"o-other12345/r-ab12/*\"]}}",
                "{\"ForAllValues:StringEquals\":{\"aws:PrincipalOrgPaths\":[\"o-other12345/r-ab12/\"]},"
                        + "\"Null\":{\"aws:PrincipalOrgPaths\":false}}",
                "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:s3:::bucket\"}}",
                "{\"StringEquals\":{\"kms:CallerAccount\":\"999999999999\",\"kms:ViaService\":\"s3.us-east-1.amazonaws.com\"}}"
            })
    void allowWithAPinnedOutsideValueIsExternal(String condition) {
        Access access = ACCOUNT.ask(allow(condition));
        assertThat(access.cells()).as(access.toString()).isNotEmpty().noneMatch(Access.Cell::isPublic);
        assertThat(access.doubts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StringEquals\":{\"aws:PrincipalAccount\":\"111111111111\"}}",
                "{\"StringEquals\":{\"aws:PrincipalAccount\":\"${aws:ResourceAccount}\"}}",
                "{\"StringEquals\":{\"aws:SourceAccount\":\"111111111111\"}}",
                "{\"StringEquals\":{\"AWS:SourceOwner\":\"111111111111\"}}",
                "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:111111111111:*\"}}",
                "{\"ArnEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam::111111111111:role/x\"}}",
                "{\"StringLike\":{\"aws:PrincipalOrgID\":\"o-other12345/r-ab12/*\"}}",
                "{\"DateLessThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"}}",
                "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}",
                "{\"Bool\":{\"aws:PrincipalIsAWSService\":\"true\"}}",
                "{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"},\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.7\"}}",
                "{\"StringEquals\":{\"aws:PrincipalAccount\":\"999999999999\"},"
                        + "\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::888888888888:role/*\"}}",
                "{\"ForAnyValue:StringEquals\":{\"aws:PrincipalOrgPaths\":[]}, \"Null\":{\"kms:CallerAccount\":true}}",
                "{\"StringEquals\":{\"aws:SourceAccount\":\"999999999999\"},"
                        + "\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:us-east-1:888888888888:t\"}}"
            })
    void allowThatNoOutsiderMeetsIsClean(String condition) {
        Access access = ACCOUNT.ask(allow(condition));
        assertThat(access.cells()).as(access.toString()).isEmpty();
        assertThat(access.more()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"StringNotEquals\":{\"aws:PrincipalOrgID\":\"o-own1234567\"}} | clean",
                "{\"StringNotEqualsIfExists\":{\"aws:PrincipalOrgID\":\"o-own1234567\"}} | clean",
                "{\"ForAnyValue:StringNotEquals\":{\"aws:PrincipalOrgID\":\"o-own1234567\"}} | public",
                "{\"Bool\":{\"aws:SecureTransport\":\"false\"}} | public",
                "{\"StringNotEquals\":{\"aws:PrincipalAccount\":\"111111111111\"}} | clean",
                "{\"StringNotEquals\":{\"aws:PrincipalAccount\":[\"111111111111\",\"999999999999\"]}} | external",
                "{\"ForAllValues:StringNotEquals\":{\"aws:PrincipalOrgID\":\"o-own1234567\"}} | clean"
            })
    void denyNarrowsAnOpenPolicyExactly(String condition, String expected) {
        Access access = ORGANIZATION.ask(Questions.policy("""
                {"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"},
                {"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":%s}""".formatted(condition)));
        String answer = access.cells().isEmpty()
                ? "clean"
                : access.cells().stream().anyMatch(Access.Cell::isPublic) ? "public" : "external";
        assertThat(answer).as(access.toString()).isEqualTo(expected);
    }

    @Test
    void denyOfOneActionLeavesTheOthers() {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":"*","Action":["KMS:decrypt","kms:Enc*"],"Resource":"*"},
                {"Effect":"Deny","Principal":"*","Action":"kms:D?crypt","Resource":"*"}"""));
        assertThat(access.cells())
                .singleElement()
                .extracting(Access.Cell::actions)
                .isEqualTo(List.of("kms:Encrypt"));
    }

    @Test
    void principalsWithDifferentActionsAreDifferentFindings() {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":{"AWS":"999999999999"},"Action":"kms:*","Resource":"*"},
                {"Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*"}"""));
        assertThat(access.cells()).extracting(Access.Cell::principal).containsExactlyInAnyOrder("*", "999999999999");
        assertThat(access.cells())
                .filteredOn(cell -> cell.principal().equals("*"))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.actions()).containsExactly("kms:Decrypt");
                    assertThat(cell.isPublic()).isTrue();
                    assertThat(cell.rules()).contains(1);
                });
    }

    @Test
    void variablesInA2008DocumentAreLiteralTextAndMatchNothing() {
        assertThat(ACCOUNT.ask(allow("{\"StringEquals\":{\"aws:PrincipalAccount\":\"${aws:ResourceAccount}\"}}")
                                .replace("2012-10-17", "2008-10-17"))
                        .cells())
                .isEmpty();
    }

    @Test
    void relationThatCannotBeDecidedIsUndecidedNotClean() {
        // No text solves x = v bb = ab v, but no finite automaton knows.
        Access access = ACCOUNT.ask(allow("""
                {"StringLike":{"aws:PrincipalAccount":"2*","aws:PrincipalTag/x":"${aws:PrincipalTag/v}bb"},
                 "StringEquals":{"aws:PrincipalTag/x":"ab${aws:PrincipalTag/v}"}}"""));
        assertThat(access.cells()).isEmpty();
        assertThat(access.more()).isTrue();
        assertThat(access.doubts())
                .anyMatch(doubt -> doubt.contains("aws:PrincipalTag/x") && doubt.contains("variable"));
    }

    @Test
    void aVariableThatIsNoSingleTextIsUndecidedNotClean() {
        Access access = ACCOUNT.ask(allow("{\"StringEquals\":{\"aws:PrincipalTag/ip\":\"${aws:SourceIp}\"}}"));
        assertThat(access.cells()).isEmpty();
        assertThat(access.more()).isTrue();
        assertThat(access.doubts()).singleElement().asString().contains("aws:PrincipalTag/ip", "variable");
    }

    @Test
    void doubtThatChangesNothingIsNotRaised() {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*",
                 "Condition":{"StringEquals":{"aws:username":"${aws:PrincipalTag/x}"}}}"""));
        assertThat(access.more()).isFalse();
        assertThat(access.doubts()).isEmpty();
    }

    /** Every text of 40 letters in which each of 24 pieces stands somewhere: too many to follow. */
    private static String entangled() {
        return IntStream.range(0, 24)
                .mapToObj(
                        i -> "\"*" + Character.toString('a' + i).repeat(2) + "?" + Character.toString('x' - i) + "*\"")
                .map("""
                        {"Effect":"Deny","Principal":"*","Action":"kms:Encrypt","Resource":"*","Condition":{"StringNotLike":{"aws:PrincipalTag/x":%s}}}"""::formatted)
                .collect(Collectors.joining(","));
    }

    private static final String FORTY_LETTERS = """
            {"Effect":"Allow","Principal":"*","Action":"kms:Encrypt","Resource":"*",
             "Condition":{"StringLike":{"aws:PrincipalTag/x":"%s"}}},""".formatted("?".repeat(40));

    @Test
    void entangledPatternsAreUndecidedWithTheKeyNamed() {
        Access access = ACCOUNT.ask(Questions.policy(FORTY_LETTERS + entangled()));
        assertThat(access.cells()).isEmpty();
        assertThat(access.morePublic()).isTrue();
        assertThat(access.doubts()).singleElement().asString().contains("aws:principaltag/x");
    }

    @Test
    void entangledPatternsDoNotHideWhatOtherStatementsDecide() {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":"*","Action":"kms:Decrypt","Resource":"*"},""" + FORTY_LETTERS + entangled()));
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.isPublic()).isTrue();
            assertThat(cell.actions()).containsExactly("kms:Decrypt");
        });
        assertThat(access.more()).isTrue();
    }

    @Test
    void notPrincipalWithAllowIsPublic() {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","NotPrincipal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"}"""));
        assertThat(access.cells()).anyMatch(Access.Cell::isPublic);
    }

    @Test
    void notPrincipalWithDenySparesTheAccountsItLists() {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"},
                {"Effect":"Deny","NotPrincipal":{"AWS":["111111111111","arn:aws:iam::999999999999:role/ci"]},
                 "Action":"kms:*","Resource":"*"}"""));
        assertThat(access.cells()).isNotEmpty().noneMatch(Access.Cell::isPublic);
        assertThat(access.cells())
                .allMatch(cell -> cell.witness().identity().name().contains("::999999999999:"));
    }

    @Test
    void ownAccountInAnotherPartitionIsAnOutsider() {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::111111111111:root"},"Action":"kms:*","Resource":"*"}"""));
        assertThat(access.cells()).hasSize(1).noneMatch(Access.Cell::isPublic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AWS\":[]}",
                "{}",
                "{\"Service\":\"s3.amazonaws.com\"}",
                "{\"AWS\":\"111111111111\"}",
                "{\"AWS\":\"arn:aws:iam::111111111111:role/x\"}",
                "{\"AWS\":\"arn:aws:sts::111111111111:assumed-role/x/s\"}"
            })
    void insidersServicesAndNobodyAreNotOutsiders(String principal) {
        assertThat(ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":%s,"Action":"kms:*","Resource":"*"}""".formatted(principal))).cells())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"AWS\":\"arn:aws:iam::999999999999:user/a/b\"} | arn:aws:iam::999999999999:user/a/b",
                "{\"AWS\":\"arn:aws:iam::999999999999:root\"} | 999999999999",
                "{\"AWS\":\"arn:aws:sts::999999999999:assumed-role/r/s\"} | arn:aws:sts::999999999999:assumed-role/r/s",
                "{\"AWS\":\"arn:aws:sts::999999999999:federated-user/f\"} | arn:aws:sts::999999999999:federated-user/f",
                "{\"AWS\":\"AROAEXAMPLEEXAMPLE123\"} | AROAEXAMPLEEXAMPLE123",
                "{\"Federated\":\"arn:aws:iam::999999999999:saml-provider/p\"} | arn:aws:iam::999999999999:saml-provider/p",
                "{\"CanonicalUser\":\"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be\"}"
                        + " | 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
            })
    void everyFormOfOutsidePrincipalIsFoundUnderItsOwnName(String principal, String shown) {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":%s,"Action":"kms:*","Resource":"*"}""".formatted(principal)));
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.principal()).isEqualTo(shown);
            assertThat(cell.isPublic()).isFalse();
        });
    }

    @Test
    void aKeyWrittenInTwoCasesIsOneKey() {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*",
                 "Condition":{"StringLike":{"login.example.com:aud":"app*"},"StringEquals":{"LOGIN.example.com:aud":"app1"}}}"""));
        assertThat(conditions(access)).isEqualTo(Set.of(Map.of("login.example.com:aud", List.of("app1"))));
    }

    @Test
    void aPrincipalOfNoKnownFormIsUndecided() {
        Access access = ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/*"},"Action":"kms:*","Resource":"*"}"""));
        assertThat(access.more()).isTrue();
        assertThat(access.doubts()).singleElement().asString().contains("arn:aws:iam::111111111111:role/*");
    }

    @Test
    void statementForAnotherKeyOrWithoutAResourceHasNoEffect() {
        assertThat(ACCOUNT.ask(Questions.policy("""
                {"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"arn:aws:kms:us-east-1:111111111111:key/other"},
                {"Effect":"Allow","Principal":"*","Action":"kms:*"}""")).cells()).isEmpty();
    }

    @Test
    void witnessesKeepTheirKeysConsistent() {
        Access access = ACCOUNT.ask(allow("{\"StringLike\":{\"aws:SourceVpc\":\"vpc-*\"}}"));
        assertThat(access.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.spoken()).containsKeys("aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp");
            assertThat(cell.spoken()).doesNotContainKey("aws:SourceIp");
        });
    }
}
