package io.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ForAllValues is also met by a key that is not there, but not where it always is. */
class PassesWhenAbsentTest {

    private static List<String> warnings(PolicyKind kind, String policy) throws PolicyException {
        return new PolicyValidator()
                .validate(new PolicyReader().read(policy), kind).stream()
                        .map(Problem::id)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'StringLike': {'kms:EncryptionContext:app': 'b'} | true",
                "'Null': {'kms:EncryptionContext:app': 'false'} | true",
                "'ForAnyValue:StringEquals': {'kms:EncryptionContextKeys': 'c'} | true",
                "'StringNotEquals': {'kms:EncryptionContext:app': 'b'} | false",
                "'StringEqualsIfExists': {'kms:EncryptionContext:app': 'b'} | false"
            })
    void doesNotWarnOfAKeyThatAnotherConditionDemands(String other, boolean demanded) throws PolicyException {
        String keys = "'ForAllValues:StringEquals': {'kms:EncryptionContextKeys': ['app']}, " + other;
        assertThat(warnings(PolicyKind.KEY, """
                        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "kms:*",
                         "Resource": "*", "Condition": {%s}}}""".formatted(keys.replace('\'', '"')))
                        .contains("passes-when-absent"))
                .isNotEqualTo(demanded);
    }

    @ParameterizedTest
    @CsvSource({"sub, true", "aud, true", "repository, false"})
    void doesNotWarnOfAClaimThatEveryTokenHas(String claim, boolean always) throws PolicyException {
        String policy = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Federated": "gitlab.com"},
                 "Action": "sts:AssumeRoleWithWebIdentity",
                 "Condition": {"ForAllValues:StringLike": {"gitlab.com:%s": "a*"}}}}""".formatted(claim);
        assertThat(warnings(PolicyKind.TRUST, policy).contains("passes-when-absent"))
                .isNotEqualTo(always);
        assertThat(warnings(PolicyKind.TRUST, policy.replace("{\"Federated\": \"gitlab.com\"}", "\"*\"")))
                .contains("passes-when-absent");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:oidc-provider/gitlab.com, gitlab.com:sub, false",
        "cognito-identity.amazonaws.com, accounts.google.com:sub, true",
        "arn:aws:iam::111122223333:saml-provider/p, gitlab.com:aud, true",
        "arn:aws:iam::111122223333:oidc-provider/evil.gitlab.com, gitlab.com:aud, true"
    })
    void warnsOfAClaimOfAnotherProvider(String provider, String key, boolean warned) throws PolicyException {
        String policy = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Federated": "%s"},
                 "Action": "sts:*", "Condition": {"ForAllValues:StringLike": {"%s": "a*"}}}}""".formatted(provider, key);
        assertThat(warnings(PolicyKind.TRUST, policy).contains("passes-when-absent"))
                .isEqualTo(warned);
    }
}
