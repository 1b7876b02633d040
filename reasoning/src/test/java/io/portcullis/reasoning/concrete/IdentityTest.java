package io.portcullis.reasoning.concrete;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.Policy;
import io.portcullis.policy.PolicyException;
import io.portcullis.policy.PolicyReader;
import org.junit.jupiter.api.Test;

class IdentityTest {

    @Test
    void callersAreNamedAsPeopleNameThem() {
        assertThat(new Identity.Aws("arn:aws:iam::222222222222:role/path/ci", "AROAX:s1").name())
                .isEqualTo("arn:aws:sts::222222222222:assumed-role/ci/s1");
        assertThat(new Identity.Aws("arn:aws:iam::222222222222:user/u", "AIDAU").name())
                .isEqualTo("arn:aws:iam::222222222222:user/u");
        assertThat(new Identity.Service("s3.amazonaws.com").name()).isEqualTo("s3.amazonaws.com");
        assertThat(new Identity.Federated("accounts.google.com").name()).isEqualTo("accounts.google.com");
        assertThat(new Identity.Canonical("79a59df9").name()).isEqualTo("79a59df9");
        assertThat(new Identity.Anonymous().name()).isEqualTo("anonymous");
    }

    @Test
    void statementsWithoutANameAreCalledByTheirPlace() throws PolicyException {
        Policy policy = new PolicyReader().read("""
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},
                  {"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""");
        assertThat(policy.statements())
                .map(statement -> Rule.of(statement, policy.version()).name())
                .containsExactly("statement 1 (line 2)", "statement 2 (line 3)");
        assertThat(new Rule("grant 1a2b", policy.statements().getFirst(), policy.version()).name())
                .isEqualTo("grant 1a2b");
    }
}
