package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.TRUST;
import static io.portcullis.reasoning.Policies.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.reasoning.concrete.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantedAccessTest {

    private static final List<Rule> POLICY = rules(
            "{'Effect':'Allow','Action':['s3:Get*','iam:PassRole'],'Resource':['arn:aws:s3:::a/*','arn:aws:iam::*:role/b']}",
            "{'Effect':'Deny','Action':'s3:GetObjectAcl','Resource':'*'}",
            "{'Effect':'Deny','Action':'*','Resource':'arn:aws:s3:::a/secret/*'}");

    @Test
    void anActionThatIsAllowedIsProvenByARequest() {
        Answer answer = IDENTITY.grants(POLICY, List.of("s3:GetObject", "kms:Decrypt"), List.of());
        assertThat(answer).isInstanceOfSatisfying(Answer.Yes.class, yes -> {
            assertThat(yes.request().action()).isEqualTo("s3:GetObject");
            assertThat(yes.request().resource()).startsWith("arn:aws:s3:::a/");
            assertThat(yes.allowing()).containsExactly(0);
        });
    }

    @Test
    void actionsThatNoStatementAllowsOrADenyTakesBackAreNotGranted() {
        assertThat(IDENTITY.grants(POLICY, List.of("s3:PutObject", "kms:*"), List.of()))
                .isEqualTo(new Answer.No());
        assertThat(IDENTITY.grants(POLICY, List.of("S3:getobjectacl"), List.of()))
                .isEqualTo(new Answer.No());
    }

    @Test
    void resourcesAloneAreAskedForWithAnyAction() {
        assertThat(IDENTITY.grants(POLICY, List.of(), List.of("arn:aws:s3:::a/secret/plan", "arn:aws:s3:::b")))
                .isEqualTo(new Answer.No());
        assertThat(IDENTITY.grants(POLICY, List.of(), List.of("arn:aws:iam::111122223333:role/*")))
                .isInstanceOf(Answer.Yes.class);
    }

    @Test
    void bothMustMeetInOneRequest() {
        assertThat(IDENTITY.grants(POLICY, List.of("s3:GetObject"), List.of("arn:aws:s3:::a/secret/*")))
                .isEqualTo(new Answer.No());
        assertThat(IDENTITY.grants(POLICY, List.of("s3:*"), List.of("arn:aws:s3:::a/s*")))
                .isInstanceOf(Answer.Yes.class);
    }

    @Test
    void anybodyCountsServicesToo() {
        List<Rule> trust =
                rules("{'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}");
        assertThat(TRUST.grants(trust, List.of("sts:AssumeRole"), List.of())).isInstanceOf(Answer.Yes.class);
        assertThat(TRUST.grants(trust, List.of("sts:TagSession"), List.of())).isEqualTo(new Answer.No());
    }

    @Test
    void whatOnlyADoubtAllowsIsUndecidedWithTheReason() {
        List<Rule> policy = rules("{'Effect':'Allow','Principal':'*','Action':'sqs:*','Resource':"
                + "'arn:aws:s*us-east-1:111122223333:q'}");
        assertThat(RESOURCE.grants(policy, List.of("sqs:SendMessage"), List.of("arn:aws:sqs:us-east-1:111122223333:q")))
                .isInstanceOfSatisfying(
                        Answer.Undecided.class,
                        undecided -> assertThat(undecided.reasons()).anyMatch(reason -> reason.contains("wildcard")));
    }
}
