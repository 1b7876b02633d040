package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.TRUST;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names of roles are one role's in an account, whatever its path. */
class RolesOfOneNameTest {

    private static final String ROLE = "{'AWS':'arn:aws:iam::444455556666:role/R'}";
    private static final String BELOW = "{'AWS':'arn:aws:iam::444455556666:role/p/R'}";
    private static final String SESSION = "{'AWS':'arn:aws:sts::444455556666:assumed-role/R/s'}";

    private static String verdict(String allowed, String denied) {
        return Questions.verdict(Questions.ofAccount()
                .ask(Questions.policy((resource(allowed, "{}").replace("sqs:SendMessage", "kms:*") + ","
                                + resource(denied, "{}")
                                        .replace("sqs:SendMessage", "kms:*")
                                        .replace("Allow", "Deny"))
                        .replace('\'', '"'))));
    }

    @Test
    void aSessionIsOfTheRoleThatAPrincipalNames() {
        no(RESOURCE.compare(resource(SESSION, "{}"), resource(ROLE, "{}")));
        no(RESOURCE.compare(resource(SESSION, "{}"), resource(BELOW, "{}")));
        yes(RESOURCE.compare(resource(ROLE, "{}"), resource(SESSION, "{}")));
        no(TRUST.compare(
                "{'Effect':'Allow','Principal':%s,'Action':'sts:AssumeRole'}".formatted(SESSION),
                "{'Effect':'Allow','Principal':%s,'Action':'sts:AssumeRole'}".formatted(ROLE)));
        assertThat(verdict(SESSION, ROLE)).isEqualTo("clean");
        assertThat(verdict(SESSION, BELOW)).isEqualTo("clean");
        assertThat(verdict(ROLE, SESSION)).isEqualTo("external");
    }

    @Test
    void anotherRolesSessionIsNot() {
        yes(RESOURCE.compare(resource(SESSION, "{}"), resource(ROLE.replace("role/R", "role/Q"), "{}")));
        yes(RESOURCE.compare(resource(SESSION, "{}"), resource(ROLE.replace("4444", "3333"), "{}")));
        yes(RESOURCE.compare(resource(SESSION, "{}"), resource(ROLE.replace("role/R", "role/QR"), "{}")));
        assertThat(verdict(SESSION, ROLE.replace("role/R", "role/Q"))).isEqualTo("external");
    }

    @Test
    void aRoleOfThatNameInAnotherAccountMayHaveAnyPath() {
        String elsewhere = ROLE.replace("4444", "3333");
        String below = "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::333355556666:role/p/R'}}";
        yes(RESOURCE.compare(
                rules(resource("{'AWS':'333355556666'}", below)),
                rules(resource(elsewhere, "{}"), resource(SESSION, "{}"))));
        no(RESOURCE.compare(
                rules(resource("{'AWS':'333355556666'}", below)),
                rules(resource(elsewhere, "{}"), resource(SESSION.replace("4444", "3333"), "{}"))));
    }

    /** A pattern in a condition names no role that there has to be. */
    @Test
    void whatAConditionNamesNeedNotBeThere() {
        String role = "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::444455556666:role/R'}}";
        yes(RESOURCE.compare(resource(SESSION, "{}"), resource("'*'", role)));
    }
}
