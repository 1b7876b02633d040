package io.portcullis.reasoning;

import static io.portcullis.reasoning.Policies.IDENTITY;
import static io.portcullis.reasoning.Policies.KEY;
import static io.portcullis.reasoning.Policies.RESOURCE;
import static io.portcullis.reasoning.Policies.no;
import static io.portcullis.reasoning.Policies.undecided;
import static io.portcullis.reasoning.Policies.yes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys that requests for some actions lack. Source: IAM user guide, aws:ResourceAccount, "The following actions don't support
 * this key"; KMS developer guide, "kms:CallerAccount".
 */
class LackingKeysTest {

    private static final String IF_THERE = "{'StringEqualsIfExists':{'aws:ResourceAccount':'111111111111'}}";
    private static final String OWN = "{'StringEquals':{'aws:ResourceAccount':'111111111111'}}";

    private static String allow(String action, String condition) {
        return "{'Effect':'Allow','Action':'%s','Resource':'*','Condition':%s}".formatted(action, condition);
    }

    @ParameterizedTest
    @CsvSource({
        "ec2:CreateVpcPeeringConnection, ec2:CreateVpcPeeringConnection",
        "ec2:*VpcEndpoint, ec2:CreateVpcEndpoint",
        "ebs:ListSnapshotBlocks, ebs:ListSnapshotBlocks",
        "events:PutEvents, events:PutEvents"
    })
    void theseActionsLackTheAccountOfTheResource(String actions, String action) {
        Answer.Yes answer = yes(IDENTITY.compare(allow(actions, IF_THERE), allow(actions, OWN)));
        assertThat(answer.request().action()).isEqualTo(action);
        assertThat(answer.request().values("aws:ResourceAccount")).isEmpty();
    }

    @Test
    void everyActionIsOneOfThemToo() {
        yes(IDENTITY.compare(allow("*", IF_THERE), allow("*", OWN)));
        no(IDENTITY.compare(allow("*", OWN), allow("*", IF_THERE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:*", "ec2:RunInstances", "ec2:*Instances", "dynamodb:*"})
    void otherActionsHaveIt(String actions) {
        no(IDENTITY.compare(allow(actions, IF_THERE), allow(actions, OWN)));
        no(IDENTITY.compare(allow(actions, "{'Null':{'aws:ResourceAccount':'true'}}"), allow("s3:None", OWN)));
    }

    @ParameterizedTest
    @CsvSource({"s3:::b/*, false", "dynamodb:*:*:table/*, false", "ec2:*:*:vpc/*, true", "*, true"})
    void theyAreAskedOfTheirOwnServicesResources(String resource, boolean isNew) {
        String of = "'Resource':'arn:aws:" + resource + "'";
        Answer answer = IDENTITY.compare(
                allow("*", IF_THERE).replace("'Resource':'*'", of),
                allow("*", OWN).replace("'Resource':'*'", of));
        assertThat(answer instanceof Answer.Yes).isEqualTo(isNew);
        assertThat(answer instanceof Answer.No).isEqualTo(!isNew);
    }

    @Test
    void aDenyOfWhatIsThereSparesThem() {
        String any = "{'Effect':'Allow','Action':'*','Resource':'*'}";
        String others = "{'Effect':'Deny','Action':'*','Resource':'*',"
                + "'Condition':{'StringNotEquals':{'aws:ResourceAccount':'111111111111'}%s}}";
        yes(IDENTITY.compare(
                any + "," + others.formatted(",'Null':{'aws:ResourceAccount':'false'}"),
                any + "," + others.formatted("")));
        String perimeter = "{'Effect':'Deny','Action':'*','Resource':'*',"
                + "'Condition':{'StringNotEqualsIfExists':{'aws:ResourceAccount':'111111111111'}}}";
        no(IDENTITY.compare(any + "," + perimeter, any + "," + others.formatted("")));
        no(IDENTITY.compare(any + "," + others.formatted(""), any + "," + perimeter));
    }

    @Test
    void aVariableForItHasNoValueThen() {
        String tagged = "{'StringNotEquals':{'aws:PrincipalTag/account':'${aws:ResourceAccount}'}}";
        yes(IDENTITY.compare(
                allow("ebs:ListSnapshotBlocks", tagged),
                allow("ebs:ListSnapshotBlocks", "{'Null':{'aws:ResourceAccount':'false'}}")));
        no(IDENTITY.compare(
                allow("s3:GetObject", tagged), allow("s3:GetObject", "{'Null':{'aws:ResourceAccount':'false'}}")));
    }

    @Test
    void whoseKeysRequestsOfKmsAreForTheyMayNotSay() {
        String ifThere = "{'StringEqualsIfExists':{'kms:CallerAccount':'111111111111'}}";
        String own = "{'StringEquals':{'kms:CallerAccount':'111111111111'}}";
        undecided(IDENTITY.compare(allow("kms:ListKeys", ifThere), allow("kms:ListKeys", own)));
        undecided(IDENTITY.compare(allow("kms:*", ifThere), allow("kms:*", own)));
        no(IDENTITY.compare(allow("kms:Decrypt", ifThere), allow("kms:Decrypt", own)));
        String keys = "'Resource':'arn:aws:kms:*:111111111111:key/*'";
        no(IDENTITY.compare(
                allow("kms:*", ifThere).replace("'Resource':'*'", keys),
                allow("kms:*", own).replace("'Resource':'*'", keys)));
        String key =
                "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'kms:*','Resource':'*','Condition':%s}";
        no(KEY.compare(key.formatted(ifThere), key.formatted(own)));
    }

    @Test
    void aPolicyOfAResourceMayBeOfAnEventBus() {
        String bus = "{'Effect':'Allow','Principal':'*','Action':'events:PutEvents','Resource':'*','Condition':%s}";
        yes(RESOURCE.compare(bus.formatted(IF_THERE), bus.formatted(OWN)));
    }
}
