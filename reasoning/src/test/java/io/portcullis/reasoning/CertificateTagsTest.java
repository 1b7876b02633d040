package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.TRUST;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IAM Roles Anywhere tells STS what a certificate says, as tags; other services have none. */
class CertificateTagsTest {

    private static final String TRUSTED = "{'StringEquals':{'aws:PrincipalTag/x509Issuer/CN':'Bob'},"
            + "'ArnEquals':{'aws:SourceArn':'arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/TA_ID'}}";

    private static String trust(String effect, String service, String condition) {
        return "{'Effect':'%s','Principal':{'Service':'%s.amazonaws.com'},".formatted(effect, service)
                + "'Action':['sts:AssumeRole','sts:TagSession','sts:SetSourceIdentity'],'Condition':" + condition + "}";
    }

    @Test
    void aTrustPolicyMayTellCertificatesApart() {
        Answer.Yes answer = yes(TRUST.compare(rules(trust("Allow", "rolesanywhere", TRUSTED)), rules()));
        assertThat(answer.request().identity()).isEqualTo(new Identity.Service("rolesanywhere.amazonaws.com"));
        assertThat(answer.request().values("aws:PrincipalTag/x509Issuer/CN")).containsExactly("Bob");
        String alice = TRUSTED.replace("Bob", "Alice");
        yes(TRUST.compare(trust("Allow", "rolesanywhere", alice), trust("Allow", "rolesanywhere", TRUSTED)));
        no(TRUST.compare(trust("Allow", "rolesanywhere", TRUSTED), trust("Allow", "rolesanywhere", "{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x509Subject/OU", "X509Issuer/CN", "x509SAN/DNS"})
    void aDenyMayKeepSomeOfThemOut(String tag) {
        String allow = trust("Allow", "rolesanywhere", "{}");
        String deny =
                trust("Deny", "rolesanywhere", "{'StringNotEquals':{'aws:PrincipalTag/%s':['a','b']}}".formatted(tag));
        yes(TRUST.compare(rules(allow, deny), rules(allow, deny.replace("'a',", ""))));
        no(TRUST.compare(rules(allow, deny.replace("'a',", "")), rules(allow, deny)));
    }

    @Test
    void noOtherServiceHasThemAndItHasNoOthers() {
        no(TRUST.compare(rules(trust("Allow", "ec2", TRUSTED)), rules()));
        no(TRUST.compare(rules(trust("Allow", "rolesanywhere", TRUSTED.replace("x509Issuer/CN", "team"))), rules()));
    }
}
