package io.portcullis.policy;

import static io.portcullis.policy.PolicyKind.IDENTITY;
import static io.portcullis.policy.PolicyKind.KEY;
import static io.portcullis.policy.PolicyKind.RESOURCE;
import static io.portcullis.policy.PolicyKind.TRUST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyValidatorTest {

    private static final String ACCOUNT = "\"Principal\": {\"AWS\": \"111122223333\"}";
    private static final String ALL = "\"Action\": \"kms:*\", \"Resource\": \"*\"";

    @Test
    void findsNothingWrongWithTheDefaultKeyPolicy() throws PolicyException {
        assertThat(problems(KEY, allow(ACCOUNT + ", " + ALL))).isEmpty();
    }

    @Test
    void requiresPrincipalWhereThePolicyIsNotItsOwners() throws PolicyException {
        assertThat(problems(RESOURCE, allow(ALL))).containsExactly("ERROR missing-principal");
        assertThat(problems(KEY, allow(ALL))).containsExactly("ERROR missing-principal");
        assertThat(problems(TRUST, allow("\"Action\": \"sts:AssumeRole\""))).containsExactly("ERROR missing-principal");
        assertThat(problems(IDENTITY, allow(ALL))).isEmpty();
    }

    @Test
    void forbidsPrincipalInIdentityPolicies() throws PolicyException {
        assertThat(problems(IDENTITY, allow(ACCOUNT + ", " + ALL))).containsExactly("ERROR unexpected-principal");
        assertThat(problems(IDENTITY, allow("\"NotPrincipal\": \"*\", " + ALL)))
                .containsExactly("ERROR unexpected-principal");
    }

    @Test
    void requiresResourceExceptInTrustPoliciesWhereItIsForbidden() throws PolicyException {
        String without = "\"Action\": \"kms:*\"";
        assertThat(problems(RESOURCE, allow(ACCOUNT + ", " + without))).containsExactly("ERROR missing-resource");
        assertThat(problems(IDENTITY, allow(without))).containsExactly("ERROR missing-resource");
        assertThat(problems(TRUST, allow(ACCOUNT + ", " + without))).isEmpty();
        assertThat(problems(TRUST, allow(ACCOUNT + ", " + ALL))).containsExactly("ERROR unexpected-resource");
    }

    @Test
    void warnsOfKeyPolicyStatementWithoutResourceSinceItHasNoEffect() throws PolicyException {
        assertThat(problems(KEY, allow(ACCOUNT + ", \"Action\": \"kms:*\"")))
                .containsExactly("WARNING missing-resource");
    }

    @Test
    void warnsOfNotPrincipalWithAllowAndForbidsItInTrustPolicies() throws PolicyException {
        String others = "\"NotPrincipal\": {\"AWS\": \"111122223333\"}, ";
        assertThat(problems(KEY, allow(others + ALL))).containsExactly("WARNING not-principal-with-allow");
        assertThat(problems(RESOURCE, allow(others + ALL))).containsExactly("WARNING not-principal-with-allow");
        assertThat(problems(KEY, deny(others + ALL))).isEmpty();
        assertThat(problems(TRUST, allow(others + "\"Action\": \"sts:AssumeRole\"")))
                .containsExactly("ERROR not-principal-in-trust");
    }

    @Test
    void tellsWhereCanonicalUserIdsStand() throws PolicyException {
        String id = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
        assertThat(validate(RESOURCE, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "%s"}, %s}}""".formatted(id, ALL)))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("write it under \"CanonicalUser\"");
    }

    @Test
    void warnsOfNotPrincipalThatSparesSomebodyAndNotTheAccount() throws PolicyException {
        String role = "\"NotPrincipal\": {\"AWS\": \"arn:aws:iam::111122223333:role/r\"}, ";
        assertThat(problems(KEY, deny(role + ALL))).containsExactly("WARNING not-principal-without-account");
        assertThat(problems(
                        RESOURCE,
                        deny(
                                "\"NotPrincipal\": {\"AWS\": [\"arn:aws:sts::111122223333:assumed-role/r/s\", \"444455556666\"]}, "
                                        + ALL)))
                .containsExactly("WARNING not-principal-without-account");
        assertThat(problems(
                        KEY,
                        deny("\"NotPrincipal\": {\"AWS\": [\"arn:aws:iam::111122223333:role/r\", \"111122223333\"]}, "
                                + ALL)))
                .isEmpty();
        assertThat(problems(KEY, deny("\"NotPrincipal\": {\"Service\": \"sns.amazonaws.com\"}, " + ALL)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, repo:o/r:*, 1",
        "StringNotEquals, *, 1",
        "ForAnyValue:StringEqualsIgnoreCaseIfExists, a*b, 1",
        "StringEquals, a${*}b, 0",
        "StringEquals, a?b, 0",
        "StringLike, a*, 0",
        "ArnEquals, arn:aws:iam::*:role/r, 0"
    })
    void warnsOfStarsThatAreNoWildcards(String operator, String value, int warnings) throws PolicyException {
        assertThat(problemsOfValue(operator, "\"" + value + "\""))
                .hasSize(warnings)
                .allMatch("WARNING literal-wildcard"::equals);
    }

    @Test
    void tellsOfTheOperatorThatTakesWildcardsWithItsQualifiers() throws PolicyException {
        assertThat(validate(KEY, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", %s, %s, %s}}""".formatted(
                        ACCOUNT, ALL, condition("ForAnyValue:StringNotEqualsIgnoreCaseIfExists", "a:b", "\"c*\""))))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("write ForAnyValue:StringNotLikeIfExists if");
    }

    @Test
    void tellsOfAnonymousCallersWhereAServiceMayTakeThemAndKmsDoesNot() throws PolicyException {
        String others = "{\"Version\": \"2012-10-17\", \"Statement\": "
                + allow("\"NotPrincipal\": {\"AWS\": \"111122223333\"}, " + ALL) + "}";
        assertThat(validate(RESOURCE, others))
                .extracting(Problem::message)
                .containsExactly("Statement 1 allows everyone but those listed, anonymous callers too;"
                        + " use Principal with Allow");
        assertThat(validate(KEY, others))
                .extracting(Problem::message)
                .containsExactly("Statement 1 allows everyone but those listed; use Principal with Allow");
    }

    @Test
    void refusesBareStarInTrustPoliciesOnly() throws PolicyException {
        assertThat(problems(TRUST, allow("\"Principal\": \"*\", \"Action\": \"sts:AssumeRole\"")))
                .containsExactly("ERROR bare-star-in-trust");
        assertThat(problems(TRUST, allow("\"Principal\": {\"AWS\": \"*\"}, \"Action\": \"sts:AssumeRole\"")))
                .isEmpty();
        assertThat(problems(KEY, allow("\"Principal\": \"*\", " + ALL))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:role/*, ERROR wildcard-in-principal",
        "arn:aws:iam::*:root, ERROR wildcard-in-principal",
        "nobody, ERROR unrecognised-principal",
        "arn:aws:iam::111122223333:group/g, ERROR unrecognised-principal",
        "AIDACKCEVSQ6C2EXAMPLE, WARNING deleted-principal"
    })
    void refusesPrincipalsOfNoKnownForm(String principal, String expected) throws PolicyException {
        assertThat(problems(KEY, allow("\"Principal\": {\"AWS\": [\"*\", \"%s\"]}, ".formatted(principal) + ALL)))
                .containsExactly(expected);
    }

    @Test
    void knowsOriginAccessIdentitiesOfCloudFront() throws PolicyException {
        String identity = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EH1HDMB1FH2TC";
        assertThat(problems(RESOURCE, allow("\"Principal\": {\"AWS\": \"%s\"}, ".formatted(identity) + ALL)))
                .isEmpty();
    }

    @Test
    void warnsOfStatementsThatMatchNobody() throws PolicyException {
        assertThat(problems(KEY, allow("\"Principal\": {}, " + ALL))).containsExactly("WARNING no-principals");
        assertThat(problems(KEY, allow("\"Principal\": {\"AWS\": []}, " + ALL)))
                .containsExactly("WARNING no-principals");
    }

    @Test
    void refusesDuplicateSids() throws PolicyException {
        String sid = "\"Sid\": \"a\", " + ACCOUNT + ", " + ALL;
        assertThat(problems(KEY, allow(sid), allow(sid), deny(sid)))
                .containsExactly("ERROR duplicate-sid", "ERROR duplicate-sid");
        String empty = "\"Sid\": \"\", " + ACCOUNT + ", " + ALL;
        assertThat(problems(KEY, allow(empty), allow(empty))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kms, ERROR action-without-service",
        "kms:, ERROR action-without-service",
        ":Decrypt, ERROR action-without-service",
        "**, ERROR action-without-service",
        "kms:De crypt, ERROR action-without-service",
        "kms:${aws:username}, ERROR variable-in-action"
    })
    void refusesActionsOfNoKnownForm(String action, String expected) throws PolicyException {
        assertThat(problems(KEY, allow(ACCOUNT + ", \"Resource\": \"*\", \"Action\": \"%s\"".formatted(action))))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "kms:*", "KMS:decrypt", "kms:*Key", "s3:Get?bject", "sso-directory:Describe*"})
    void takesActionsWithWildcards(String action) throws PolicyException {
        assertThat(problems(KEY, allow(ACCOUNT + ", \"Resource\": \"*\", \"NotAction\": \"%s\"".formatted(action))))
                .isEmpty();
    }

    @Test
    void warnsOfVariablesInVersion2008SinceTheyAreLiteralText() throws PolicyException {
        String statement = allow(ACCOUNT + ", \"Action\": \"s3:*\", \"Resource\": \"arn:aws:s3:::b/${aws:username}\", "
                + condition("StringEquals", "aws:userid", "\"${aws:userid}\""));
        assertThat(validate(RESOURCE, "{\"Statement\": [" + statement + "]}"))
                .extracting(Problem::id)
                .containsExactly("variable-in-old-version", "variable-in-old-version");
        assertThat(problems(RESOURCE, statement)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IpAddress | 10.0.0.0/8",
                "IpAddress | 203.0.113.7",
                "IpAddress | 255.255.255.255/32",
                "IpAddress | 0.0.0.0/0",
                "IpAddress | 2001:db8:1:2:3:4:255.255.255.255/128",
                "IpAddress | ffff:ffff:ffff:ffff:ffff:ffff:ffff:FFFF/9",
                "NotIpAddress | 2001:db8::/32",
                "IpAddress | ::ffff:10.0.0.1/128",
                "NumericEquals | 3600",
                "NumericLessThan | -1.5e3",
                "DateLessThan | 2026-01-31T12:00:00Z",
                "DateLessThan | 2026-01-31T12:00+02:00",
                "DateGreaterThan | 2026-01-31",
                "DateGreaterThan | 2026-02",
                "DateEquals | 2026",
                "DateEquals | 0000-01-01",
                "DateEquals | 0000-01-01T00:00Z",
                "DateEquals | 1767225600",
                "Bool | TRUE",
                "Bool | ${aws:MultiFactorAuthPresent}",
                "Null | false",
                "BinaryEquals | QmFzZTY0IQ==",
                "StringEquals | anything",
                "ArnLike | no arn"
            })
    void takesValuesOfTheOperatorsType(String operator, String value) throws PolicyException {
        assertThat(problemsOfValue(operator, "\"" + value + "\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IpAddress | 10.0.0.0/33",
                "IpAddress | 10.0.0.0/:",
                "IpAddress | 10.0.0.0/0008",
                "IpAddress | /8",
                "IpAddress | 1:2:3",
                "IpAddress | ::10.0.0.256",
                "IpAddress | 10.0.0",
                "IpAddress | 010.0.0.1",
                "IpAddress | 256.0.0.1",
                "IpAddress | 10.0.0.0/",
                "IpAddress | 10.0.0.0/-1",
                "IpAddress | localhost",
                "IpAddress | 2001:db8::/129",
                "IpAddress | fe80::1%eth0",
                "IpAddress | [::1]",
                "IpAddress | *",
                "NumericEquals | twelve",
                "NumericEquals | 0x10",
                "NumericEquals | ${aws:userid}",
                "DateLessThan | 2026-02-30",
                "DateLessThan | 2026-13",
                "DateLessThan | 31.1.2026",
                "DateLessThan | 2026-01-31T12:00:00",
                "DateLessThan | 2026-01-31T25:00:00Z",
                "Bool | yes",
                "Null | ",
                "Null | ${aws:userid}",
                "BinaryEquals | QmF",
                "BinaryEquals | Q=mF"
            })
    void refusesValuesNotOfTheOperatorsType(String operator, String value) throws PolicyException {
        assertThat(problemsOfValue(operator, "\"" + (value == null ? "" : value) + "\""))
                .containsExactly("ERROR bad-value");
    }

    @Test
    void takesNumbersAndBooleansOfJson() throws PolicyException {
        assertThat(problemsOfValue("NumericEquals", "[1, 1e3]")).isEmpty();
        assertThat(problemsOfValue("Bool", "true")).isEmpty();
        assertThat(problemsOfValue("Null", "1")).containsExactly("ERROR bad-value");
    }

    @Test
    void warnsOfForAllValuesThatAnAbsentKeyPasses() throws PolicyException {
        String paths = "\"ForAllValues:StringLike\": {\"aws:PrincipalOrgPaths\": [\"o-a/*\"]}";
        assertThat(withConditions(paths)).containsExactly("WARNING passes-when-absent");
        assertThat(withConditions(paths + ", \"Null\": {\"AWS:principalorgpaths\": \"false\"}"))
                .isEmpty();
        assertThat(withConditions(paths + ", \"Null\": {\"aws:PrincipalOrgPaths\": \"true\"}"))
                .containsExactly("WARNING passes-when-absent");
        assertThat(withConditions(paths + ", \"Null\": {\"aws:userid\": \"false\"}"))
                .containsExactly("WARNING passes-when-absent");
        assertThat(problems(KEY, deny(ACCOUNT + ", " + ALL + ", \"Condition\": {" + paths + "}")))
                .isEmpty();
    }

    @Test
    void refusesKeyPolicyBeyondTheLimitOfKms() throws PolicyException {
        String start = "{\"Id\":\"";
        String end = "\",\"Statement\":[]}";
        String longest = start + "x".repeat(PolicyValidator.LONGEST_KEY_POLICY - start.length() - end.length()) + end;
        assertThat(validate(KEY, longest)).isEmpty();
        String tooLong = longest.replace("x\"", "xx\"");
        assertThat(validate(KEY, tooLong)).extracting(Problem::id).containsExactly("too-long");
        assertThat(validate(RESOURCE, tooLong)).isEmpty();
    }

    @Test
    void givesProblemsInDocumentOrderWithPlaceAndWayOut() throws PolicyException {
        List<Problem> problems = validate(KEY, """
                {"Version": "2012-10-17", "Statement": [
                  {"Sid": "a", "Effect": "Allow", "Principal": {"AWS": "nobody"}, "Action": "kms", "Resource": "*"},
                  {"Sid": "a", "Effect": "Allow", "Principal": "*", "Action": "kms:*"}]}
                """);
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "ERROR unrecognised-principal at line 2, column 56 ($.Statement[0].Principal.AWS): The principal"
                                + " \"nobody\" has no known form; write 12 digits, the ARN of an account root, user,"
                                + " role, session or identity provider, or the name of a service",
                        "ERROR action-without-service at line 2, column 77 ($.Statement[0].Action): Action \"kms\" is"
                                + " not of the form \"service:Name\"; write such as \"s3:GetObject\" or \"kms:Decrypt\", or \"*\"",
                        "ERROR duplicate-sid at line 3, column 3 ($.Statement[1]): Statement 2 has the Sid \"a\" of"
                                + " statement 1; give each its own, or none",
                        "WARNING missing-resource at line 3, column 3 ($.Statement[1]): Statement 2 (\"a\") has no"
                                + " Resource and so no effect; write \"Resource\": \"*\", which is the key itself");
    }

    @ParameterizedTest
    @EnumSource
    void answersForAnyDocumentInDocumentOrder(PolicyKind kind) throws PolicyException {
        for (long seed = 0; seed < 500; seed++) {
            RandomDocument random = new RandomDocument(seed);
            assertThat(validate(kind, random.print(random.tree())))
                    .as("seed %d", seed)
                    .extracting(problem -> problem.at().offset())
                    .isSorted();
        }
    }

    private static List<String> problemsOfValue(String operator, String value) throws PolicyException {
        return problems(KEY, allow(ACCOUNT + ", " + ALL + ", " + condition(operator, "a:b", value)));
    }

    private static List<String> withConditions(String blocks) throws PolicyException {
        return problems(KEY, allow(ACCOUNT + ", " + ALL + ", \"Condition\": {" + blocks + "}"));
    }

    private static String condition(String operator, String key, String value) {
        return "\"Condition\": {\"%s\": {\"%s\": %s}}".formatted(operator, key, value);
    }

    private static String allow(String elements) {
        return "{\"Effect\": \"Allow\", " + elements + "}";
    }

    private static String deny(String elements) {
        return "{\"Effect\": \"Deny\", " + elements + "}";
    }

    private static List<String> problems(PolicyKind kind, String... statements) throws PolicyException {
        Stream<Problem> problems =
                validate(kind, "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}")
                        .stream();
        return problems.map(problem -> problem.severity() + " " + problem.id()).toList();
    }

    private static List<Problem> validate(PolicyKind kind, String json) throws PolicyException {
        return new PolicyValidator().validate(new PolicyReader().read(json), kind);
    }
}
