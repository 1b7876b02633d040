package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.resource;
import static io.portcullis.reasoning.Policies.rules;
import static io.portcullis.reasoning.Policies.undecided;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Denies with NotPrincipal, in comparisons. What they keep out is in {@link OutsideAccessTest}. */
class NotPrincipalTest {

    private static final String ROLE = "{'AWS':'arn:aws:iam::111111111111:role/ci'}";
    private static final String SERVICE = "{'Service':'sns.amazonaws.com'}";

    private static String spare(String principals) {
        return spare(principals, "{}");
    }

    private static String spare(String principals, String condition) {
        return "{'Effect':'Deny','NotPrincipal':%s,'Action':'*','Resource':'*','Condition':%s}"
                .formatted(principals, condition);
    }

    @Test
    void whomANotPrincipalSparesIsADoubtWhereItMatters() {
        String all = resource("'*'", "{}");
        List<Rule> policy = rules(all, spare(ROLE));
        no(RESOURCE.compare(policy, rules(resource("{'AWS':'111111111111'}", "{}"))));
        undecided(RESOURCE.compare(policy, rules(resource(ROLE, "{}"))));
        no(RESOURCE.compare(policy, policy));
        yes(RESOURCE.compare(rules(all), policy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'AWS':'arn:aws:iam::111111111111:role/ci'}",
                "{'AWS':'arn:aws:iam::111111111111:user/ci'}",
                "{'AWS':'arn:aws:sts::111111111111:assumed-role/ci/s'}",
                "{'AWS':'AROA1234567890EXAMPLE'}"
            })
    void whoseAccountIsNotListedMayBeDenied(String principal) {
        String allowed = resource(principal, "{}");
        undecided(RESOURCE.compare(rules(allowed), rules(allowed, spare(principal))));
        undecided(RESOURCE.compare(rules(allowed, spare(principal)), rules()));
    }

    @Test
    void usersAndRolesWithAPermissionsBoundaryAreDeniedWhetherListedOrNot() {
        String listed = "{'AWS':['arn:aws:iam::111111111111:role/ci','111111111111']}";
        String allowed = resource(ROLE, "{}");
        assertThat(RESOURCE.compare(rules(allowed), rules(allowed, spare(listed))))
                .isInstanceOfSatisfying(
                        Answer.Undecided.class,
                        answer -> assertThat(answer.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("statement 2 has a NotPrincipal")
                                .contains("permissions boundary"));
        // Others are spared for sure.
        yes(RESOURCE.compare(rules(allowed, spare(listed)), rules()));
        no(RESOURCE.compare(rules(allowed, spare(listed)), rules(allowed)));
    }

    @Test
    void theSameForBothOfThemIsNothingNew() {
        String listed = "{'AWS':['arn:aws:iam::111111111111:role/ci','111111111111']}";
        String more = "{'AWS':['arn:aws:iam::111111111111:role/ci','111111111111','222222222222']}";
        String allowed = resource(ROLE, "{}");
        no(RESOURCE.compare(rules(allowed, spare(more)), rules(allowed, spare(listed))));
        no(RESOURCE.compare(rules(allowed, spare(listed)), rules(allowed, spare(more))));
    }

    /** Source: IAM user guide, "AWS JSON policy elements: NotPrincipal": a user and the account are listed, all others denied. */
    @Test
    void anAccountIsListedForWhoIsListedOfIt() {
        String alice = resource("{'AWS':'arn:aws:iam::111111111111:user/alice'}", "{}");
        String bob = resource("{'AWS':'arn:aws:iam::111111111111:user/bob'}", "{}");
        String both = "{'AWS':['arn:aws:iam::111111111111:user/bob','111111111111']}";
        undecided(RESOURCE.compare(rules(alice, spare(both)), rules()));
        yes(RESOURCE.compare(rules(bob, spare(both)), rules()));
        yes(RESOURCE.compare(rules(alice, spare("{'AWS':'111111111111'}")), rules()));
    }

    @Test
    void rootUsersHaveNoPermissionsBoundary() {
        String root = resource("{'AWS':'111111111111'}", "{'StringEquals':{'aws:PrincipalType':'Account'}}");
        no(RESOURCE.compare(rules(root), rules(resource("'*'", "{}"), spare("{'AWS':'111111111111'}"))));
    }

    @Test
    void servicesHaveNoPermissionsBoundary() {
        String allowed = resource(SERVICE, "{}");
        no(RESOURCE.compare(rules(allowed), rules(allowed, spare(SERVICE))));
    }

    @Test
    void aDenyThatSparesSomeOnAConditionKeepsOutOnlyThoseWhoMeetIt() {
        String listed = "{'AWS':['arn:aws:iam::111111111111:role/ci','111111111111']}";
        String tls = "{'Bool':{'aws:SecureTransport':'true'}}";
        String plain = tls.replace("true", "false");
        String allowed = resource(ROLE, tls);
        no(RESOURCE.compare(rules(allowed), rules(allowed, spare(listed, plain))));
        undecided(RESOURCE.compare(rules(allowed), rules(allowed, spare(listed, tls))));
    }

    /** Neither how wildcards of resources are read nor who has a boundary matters here. */
    @Test
    void theyMakeNoDoubtWhereWhatTheyDenyIsNotNew() {
        String allow = "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'*','Resource':'%s'}";
        String others = "{'Effect':'Deny','NotPrincipal':{'AWS':'111111111111'},'Action':'*','Resource':'%s'}";
        List<Rule> narrow = rules(allow.formatted("arn:aws:ec2:*:*:instance/i-1"));
        String wide = allow.formatted("arn:aws:ec2:*:*:instance/*");
        no(RESOURCE.compare(narrow, rules(wide, others.formatted("arn:aws:sqs:us-east-1:111111111111:q"))));
        undecided(RESOURCE.compare(narrow, rules(wide, others.formatted("arn:aws:ec2:*:*:instance/i-1"))));
    }
}
